package org.karawatt.billing.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.karawatt.billing.internal.service.BillingTest.FEB;
import static org.karawatt.billing.internal.service.BillingTest.JAN;
import static org.karawatt.billing.internal.service.BookedHouse.ADMIN;
import static org.karawatt.billing.internal.service.BookedHouse.CHIEF;
import static org.karawatt.billing.internal.service.BookedHouse.CLERK;
import static org.karawatt.billing.internal.service.BookedHouse.reading;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillLine;
import org.karawatt.billing.api.BillLinks;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.billing.api.Correction;
import org.karawatt.billing.api.CorrectionDraft;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.metering.api.MeteringErrors;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

/**
 * Expected amounts by hand from the prices of 0.538, 0.588 from 2760 kWh and 0.838 from 4800 kWh a year: 3500 kWh are 1920.00, 3050 are
 * 1655.40, and 400 and 850 kWh after them 235.20 and 499.80.
 */
class CorrectionTest {

    private static final LocalDate DAY = LocalDate.of(2026, 2, 3);

    private static BookedHouse billed(TestDatabase db) {
        BookedHouse house = new BookedHouse(db);
        db.clock().setDate(DAY);
        house.household(30);
        house.read(30, JAN, "1000", "4500");
        assertEquals(List.of(), house.bill(JAN).parked());
        return house;
    }

    private static void refused(ErrorCode code, Runnable call) {
        KarawattException refusal = assertThrows(KarawattException.class, call::run);
        assertEquals(code, refusal.faults().isEmpty() ? refusal.code() : refusal.faults().get(0).code());
    }

    private static BigDecimal yuan(String amount) {
        return new BigDecimal(amount);
    }

    @OnEachDatabase
    void theCorrectedBillIsExactAndWhatWasPaidIsCarriedOver(TestDatabase db) {
        BookedHouse house = billed(db);
        Bill wrong = house.bills(30).get(0);
        assertEquals(yuan("1920.00"), wrong.amount());
        house.pay(30, "1920.00");

        Correction proposed = house.corrections.propose(CLERK, wrong.billNo(), reading("4050"), "dispute-0001");
        assertEquals("PROPOSED", proposed.status());
        assertEquals(yuan("1655.40"), proposed.amountAfter());
        assertEquals(yuan("-264.60"), proposed.difference());
        assertEquals(1, proposed.bills());
        assertEquals(1, house.bills(30).size(), "a proposal leaves the bill as it is");
        assertEquals(0, house.readings.accepted(30, 30, JAN).get(0).value().compareTo(yuan("4500")));
        house.assertProven(JAN, FEB);

        Correction applied = house.corrections.approve(CHIEF, proposed.id(), "checked on site");
        assertEquals("APPLIED", applied.status());
        assertEquals("supervisor", applied.decidedBy());
        List<Bill> bills = house.bills(30);
        assertEquals(List.of("REVERSED", "REVERSAL", "ISSUED"), bills.stream().map(Bill::status).toList());
        assertEquals(List.of(1, -1, 2), bills.stream().map(Bill::seq).toList());
        assertEquals(List.of(yuan("1920.00"), yuan("-1920.00"), yuan("1655.40")), bills.stream().map(Bill::amount).toList());
        house.assertProven(JAN, FEB);

        Bill corrected = bills.get(2);
        assertEquals(BigDecimal.ZERO.setScale(2), house.owed(corrected).openAmount(), "what was paid pays the corrected bill");
        assertEquals(BigDecimal.ZERO.setScale(2), house.owed(wrong).openAmount());
        assertEquals(0, yuan("264.60").compareTo(house.advance(30)));
        List<BillLine> lines = house.billing.bill(ADMIN, wrong.id()).lines();
        List<BillLine> mirrored = house.billing.bill(ADMIN, bills.get(1).id()).lines();
        assertEquals(lines.stream().map(l -> l.amount().negate()).toList(), mirrored.stream().map(BillLine::amount).toList());
        for (Bill bill : bills) {
            assertEquals(List.of(), house.billing.replay(ADMIN, bill.id()).differences(), bill.status());
            assertEquals(0, bill.amount().compareTo(house.billing.replay(ADMIN, bill.id()).replayed()), bill.status());
        }
        assertEquals(new BillLinks(null, bills.get(1).billNo(), corrected.billNo(), null), house.corrections.links(ADMIN, wrong.billNo()));
        assertEquals(wrong.billNo(), house.corrections.links(ADMIN, corrected.billNo()).originNo());
        assertEquals(wrong.billNo(), house.corrections.links(ADMIN, bills.get(1).billNo()).originNo());
        assertEquals(1, house.billing.totals(ADMIN, JAN, null).bills(), "one bill counts");
        assertEquals(yuan("1655.40"), house.billing.totals(ADMIN, JAN, null).amount());
        assertEquals(0, yuan("3050").compareTo(house.billing.totals(ADMIN, JAN, null).energyKwh()));

        // the month after goes on from what was really read, and the advance pays it
        house.read(30, FEB, "4050", "4250");
        db.clock().setDate(LocalDate.of(2026, 3, 2));
        assertEquals(1, house.bill(FEB).done());
        Bill february = house.bills(30).get(3);
        assertEquals(yuan("117.60"), february.amount());
        assertEquals(BigDecimal.ZERO.setScale(2), house.owed(february).openAmount());
        assertEquals(0, yuan("147.00").compareTo(house.advance(30)));
        assertEquals(1, house.bill(JAN).done(), "the account has its bill of January");
        assertEquals(4, house.bills(30).size());
        house.assertProven(JAN, FEB);
    }

    @OnEachDatabase
    void aLaterBillFollowsAndTheEnergyOfBothIsTheSame(TestDatabase db) {
        BookedHouse house = billed(db);
        house.read(30, FEB, "4500", "4900");
        db.clock().setDate(LocalDate.of(2026, 3, 2));
        house.bill(FEB);
        Bill january = house.bills(30).get(0);
        Bill february = house.bills(30).get(1);
        assertEquals(yuan("235.20"), february.amount());
        house.pay(30, "1000.00");

        Correction proposed = house.corrections.propose(CLERK, january.billNo(), reading("4050"), "dispute-0002");
        assertEquals(2, proposed.bills());
        assertEquals(0, proposed.difference().signum(), "the same energy at the same tiers");
        house.corrections.approve(CHIEF, proposed.id(), null);
        List<Bill> valid = house.bills(30).stream().filter(bill -> bill.status().equals("ISSUED")).toList();
        assertEquals(List.of(yuan("1655.40"), yuan("499.80")), valid.stream().map(Bill::amount).toList());
        assertEquals(february.billNo(), house.corrections.links(ADMIN, valid.get(1).billNo()).originNo());
        assertEquals(yuan("655.40"), house.owed(valid.get(0)).openAmount());
        house.assertProven(JAN, FEB);
        for (Bill bill : house.bills(30)) {
            assertEquals(List.of(), house.billing.replay(ADMIN, bill.id()).differences());
        }
        // and once more, this time the corrected bill
        Correction again = house.corrections.propose(CLERK, valid.get(0).billNo(), reading("4500"), "dispute-0003");
        house.corrections.approve(CHIEF, again.id(), null);
        assertEquals(List.of(yuan("1920.00"), yuan("235.20")), house.bills(30).stream().filter(bill -> bill.status().equals("ISSUED"))
                .map(Bill::amount).toList());
        house.assertProven(JAN, FEB);
    }

    @OnEachDatabase
    void lateFeesOnABillThatWasWrongBecomeFreeToo(TestDatabase db) {
        BookedHouse house = billed(db);
        Bill wrong = house.bills(30).get(0);
        // due on 18 February; ten days at 1 per mille of 1920.00
        db.clock().setDate(LocalDate.of(2026, 2, 28));
        assertEquals(yuan("19.20"), house.pay(30, "1939.20").lateFee());
        house.corrections.approve(CHIEF, house.corrections.propose(CLERK, wrong.billNo(), reading("4050"), "dispute-0004").id(), null);
        assertEquals(0, yuan("283.80").compareTo(house.advance(30)));
        house.assertProven(JAN, FEB);
    }

    @OnEachDatabase
    void itTakesTwoPersonsWithTheirRights(TestDatabase db) {
        BookedHouse house = billed(db);
        String billNo = house.bills(30).get(0).billNo();
        refused(KernelErrors.PERMISSION_DENIED, () -> house.corrections.propose(CHIEF, billNo, reading("4050"), "dispute-0005"));
        CallContext noReadings = TestContexts.clerk("/33/3301/", "billing.correct");
        refused(KernelErrors.PERMISSION_DENIED, () -> house.corrections.propose(noReadings, billNo, reading("4050"), "dispute-0005"));
        CallContext west = TestContexts.clerk("/33/3302/", "billing.*", "reading.*");
        refused(BillingErrors.BILL_UNKNOWN, () -> house.corrections.propose(west, billNo, reading("4050"), "dispute-0005"));
        Correction proposed = house.corrections.propose(CLERK, billNo, reading("4050"), "dispute-0005");
        refused(KernelErrors.PERMISSION_DENIED, () -> house.corrections.approve(CLERK, proposed.id(), null));
        refused(BillingErrors.CORRECTION_UNKNOWN, () -> house.corrections.approve(west, proposed.id(), null));
        CallContext both = TestContexts.clerk("/33/3301/", "billing.*", "reading.*");
        refused(BillingErrors.CORRECTION_SAME_PERSON, () -> house.corrections.approve(both, proposed.id(), null));
        refused(BillingErrors.CORRECTION_OPEN, () -> house.corrections.propose(both, billNo, reading("4060"), "dispute-0006"));
        assertEquals(proposed.id(), house.corrections.links(CLERK, billNo).openCorrection());
        assertEquals("REJECTED", house.corrections.reject(CHIEF, proposed.id(), "the meter was read rightly").status());
        refused(BillingErrors.CORRECTION_DECIDED, () -> house.corrections.approve(CHIEF, proposed.id(), null));
        assertEquals(1, house.bills(30).size());
        assertNull(house.corrections.links(CLERK, billNo).openCorrection());
        assertEquals(1, house.corrections.corrections(CLERK, "REJECTED", billNo, PageRequest.first(5)).total());
        assertEquals(0, house.corrections.corrections(west, null, null, PageRequest.first(5)).total());
    }

    @OnEachDatabase
    void whatCannotBeCorrectedIsRefusedAndLeavesNothing(TestDatabase db) {
        BookedHouse house = billed(db);
        String billNo = house.bills(30).get(0).billNo();
        refused(BillingErrors.NOTHING_CHANGES, () -> house.corrections.propose(CLERK, billNo, reading("4500"), "dispute-0007"));
        refused(BillingErrors.NOTHING_CHANGES, () -> house.corrections.propose(CLERK, billNo, new CorrectionDraft("READING", "terms",
                List.of()), "dispute-0008"));
        refused(MeteringErrors.BELOW_PREVIOUS, () -> house.corrections.propose(CLERK, billNo, reading("900"), "dispute-0009"));
        KarawattException faults = assertThrows(KarawattException.class,
                () -> house.corrections.propose(CLERK, billNo, new CorrectionDraft("NOPE", " ", reading("-1").readings()), "dispute-0010"));
        assertEquals(3, faults.faults().size(), faults.faults().toString());
        assertEquals(0, house.count("billing_correction"));

        // the terms change between proposal and approval: what would be issued is not what was proposed
        Correction proposed = house.corrections.propose(CLERK, billNo, reading("4050"), "dispute-0011");
        house.domains.assign(30, "HUNAN", BillingTest.LONG_AGO, "NONE", null, null);
        refused(BillingErrors.CORRECTION_CHANGED, () -> house.corrections.approve(CHIEF, proposed.id(), null));
        assertEquals("PROPOSED", house.corrections.correction(CHIEF, proposed.id()).status());
        assertEquals(1, house.bills(30).size());
        assertEquals(0, house.readings.accepted(30, 30, JAN).get(0).value().compareTo(yuan("4500")));
        house.assertProven(JAN);
    }

    @OnEachDatabase
    void aFaultInTheMiddleLeavesEverythingAsItWas(TestDatabase db) {
        BookedHouse house = billed(db);
        house.read(30, FEB, "4500", "4900");
        house.bill(FEB);
        house.pay(30, "1920.00");
        Correction proposed = house.corrections.propose(CLERK, house.bills(30).get(0).billNo(), reading("4050"), "dispute-0012");
        for (int step = 1; step <= 4; step++) {
            // after the first reversal, the first bill, the second reversal, the second bill
            AtomicInteger left = new AtomicInteger((step + 1) / 2);
            Runnable failing = () -> {
                if (left.decrementAndGet() == 0) {
                    throw new IllegalStateException("planned failure");
                }
            };
            (step % 2 == 1 ? house.afterReverse : house.afterPost).set(failing);
            assertThrows(IllegalStateException.class, () -> house.corrections.approve(CHIEF, proposed.id(), null), "step " + step);
            house.afterReverse.set(() -> { });
            house.afterPost.set(() -> { });
            assertEquals(List.of("ISSUED", "ISSUED"), house.bills(30).stream().map(Bill::status).toList());
            assertEquals("PROPOSED", house.corrections.correction(CHIEF, proposed.id()).status());
            assertEquals(2, house.count("ledger_receivable"));
            assertEquals(0, house.advance(30).signum());
            house.assertProven(JAN, FEB);
        }
        assertEquals("APPLIED", house.corrections.approve(CHIEF, proposed.id(), null).status());
        assertEquals(6, house.bills(30).size());
        house.assertProven(JAN, FEB);
    }

    @OnEachDatabase
    void aRepeatWithTheSameKeyGivesTheFirstAnswer(TestDatabase db) {
        BookedHouse house = billed(db);
        String billNo = house.bills(30).get(0).billNo();
        Correction first = house.corrections.propose(CLERK, billNo, reading("4050"), "dispute-0013");
        assertEquals(first, house.corrections.propose(CLERK, billNo, reading("4050"), "dispute-0013"));
        refused(KernelErrors.IDEMPOTENCY_MISMATCH, () -> house.corrections.propose(CLERK, billNo, reading("4051"), "dispute-0013"));
        house.corrections.approve(CHIEF, first.id(), null);
        assertEquals("APPLIED", house.corrections.propose(CLERK, billNo, reading("4050"), "dispute-0013").status());
        refused(BillingErrors.BILL_REVERSED, () -> house.corrections.propose(CLERK, billNo, reading("4050"), "dispute-0014"));
        assertEquals(3, house.bills(30).size());
    }

    @OnEachDatabase
    void ofSeveralAtOnceOneIsApplied(TestDatabase db) throws Exception {
        BookedHouse house = billed(db);
        String billNo = house.bills(30).get(0).billNo();
        house.pay(30, "1920.00");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Correction>> proposals = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String key = "dispute-at-once-" + i;
                proposals.add(threads.submit(() -> house.corrections.propose(CLERK, billNo, reading("4050"), key)));
            }
            assertEquals(1, succeeded(proposals));
            long id = house.corrections.corrections(CLERK, "PROPOSED", billNo, PageRequest.first(5)).items().get(0).id();
            List<Future<Correction>> approvals = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                approvals.add(threads.submit(() -> house.corrections.approve(CHIEF, id, null)));
            }
            assertEquals(1, succeeded(approvals));
        } finally {
            threads.shutdownNow();
            assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));
        }
        assertEquals(3, house.bills(30).size());
        house.assertProven(JAN, FEB);
    }

    private static long succeeded(List<Future<Correction>> calls) throws Exception {
        long done = 0;
        for (Future<Correction> call : calls) {
            try {
                call.get(60, TimeUnit.SECONDS);
                done++;
            } catch (java.util.concurrent.ExecutionException e) {
                assertEquals(KarawattException.class, e.getCause().getClass(), () -> String.valueOf(e.getCause()));
            }
        }
        return done;
    }
}
