package org.karawatt.billing.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.karawatt.billing.internal.service.RecoveryHouse.CHIEF;
import static org.karawatt.billing.internal.service.RecoveryHouse.CLERK;
import static org.karawatt.billing.internal.service.RecoveryHouse.draft;
import static org.karawatt.billing.internal.service.RecoveryHouse.recorded;
import static org.karawatt.billing.internal.service.RecoveryTest.amount;
import static org.karawatt.billing.internal.service.RecoveryTest.refused;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.karawatt.billing.api.Recovery;
import org.karawatt.billing.api.RecoveryErrors;
import org.karawatt.billing.api.RecoveryItem;
import org.karawatt.billing.api.RecoveryKind;
import org.karawatt.billing.api.RecoveryQuery;
import org.karawatt.billing.internal.calc.RecoveryCalculator;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.ledger.api.Receivable;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

/** A recovery that turned out to be wrong is taken back by four eyes, once, whatever has been paid meanwhile. */
class RecoveryReversalTest {

    private static final BillingMonth JAN = new BillingMonth(202601);
    private static final BillingMonth FEB = new BillingMonth(202602);
    private static final BillingMonth MAR = new BillingMonth(202603);
    private static final String DAY = "2026-02-01";

    /** 100 kWh x 0.52 = 52.00, of which 2.00 are the state's, and three times 52: 208.00 in February. */
    private static Recovery theft(RecoveryHouse house, String no) {
        RecoveryItem known = new RecoveryItem(null, null, null, new BigDecimal("100"), null, null, null, null, null);
        Recovery proposed = house.recoveries.propose(CLERK, draft(RecoveryKind.THEFT, no, DAY, null, "3", known), house.key());
        return house.recoveries.approve(CHIEF, proposed.id(), "seen on site");
    }

    private static List<Receivable> owed(RecoveryHouse house, String no) {
        return house.house.booked.ledger.receivables(BookedHouse.ADMIN, no);
    }

    private static BigDecimal open(RecoveryHouse house, String no) {
        return owed(house, no).stream().map(Receivable::openAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @OnEachDatabase
    void whatIsOwedIsOwedNoLonger(TestDatabase db) {
        RecoveryHouse house = new RecoveryHouse(db);
        String no = house.account(40, "INDUSTRY", "FUNDED");
        Recovery booked = theft(house, no);
        assertNull(booked.reversal());
        Recovery waiting = house.recoveries.proposeReversal(CLERK, booked.id(), "wrong meter");
        assertEquals("REVERSING", waiting.status());
        assertEquals("PROPOSED", waiting.reversal().status());
        assertEquals("wrong meter", waiting.reversal().reason());
        assertEquals(new BigDecimal("208.00"), open(house, no));
        house.house.assertProven(FEB);
        // in a later month, for the month of the recovery
        db.clock().setDate(LocalDate.of(2026, 3, 5));
        Recovery reversed = house.recoveries.approveReversal(CHIEF, booked.id(), "agreed");
        assertEquals("REVERSED", reversed.status());
        assertEquals("APPROVED", reversed.reversal().status());
        assertEquals("supervisor", reversed.reversal().decidedBy());
        assertEquals(LocalDate.of(2026, 3, 5), reversed.reversal().bookedOn());
        assertEquals(FEB, reversed.month());
        assertEquals(0, open(house, no).signum());
        assertEquals(List.of(new BigDecimal("-208.00"), new BigDecimal("208.00")), owed(house, no).stream().map(Receivable::amount).sorted()
                .toList());
        assertTrue(owed(house, no).stream().allMatch(each -> each.billNo().startsWith("R202602-")), owed(house, no)::toString);
        house.house.assertProven(FEB, MAR);
        // its own amount, lines and explanation stay, and one step more tells of the reversal
        assertEquals("208.00", amount(reversed));
        assertEquals(booked.explanation(), reversed.explanation().subList(0, booked.explanation().size()));
        assertEquals(booked.explanation().size() + 1, reversed.explanation().size());
        String last = reversed.explanation().get(booked.explanation().size()).en();
        assertTrue(last.contains("wrong meter") && last.contains("-208.00") && last.contains("clerk") && last.contains("supervisor"), last);
        db.unitOfWork().readOnly(() -> {
            assertEquals(new BigDecimal("208.00"), RecoveryCalculator.compute(house.store.inputs(booked.id())).amount());
            return null;
        });
        assertEquals(List.of(booked.id()), house.recoveries.recoveries(CLERK, new RecoveryQuery("REVERSED", null, null), PageRequest.first(10))
                .items().stream().map(Recovery::id).toList());
    }

    /** 208.00 was paid: it is an advance again, and pays what falls due next. */
    @OnEachDatabase
    void whatWasPaidIsAnAdvanceAgain(TestDatabase db) {
        RecoveryHouse house = new RecoveryHouse(db);
        String no = house.account(41, "INDUSTRY", "FUNDED");
        Recovery booked = theft(house, no);
        house.house.pay(41, "208.00");
        assertEquals(0, house.house.advance(41).signum());
        house.recoveries.proposeReversal(CLERK, booked.id(), "wrong meter");
        house.recoveries.approveReversal(CHIEF, booked.id(), null);
        assertEquals(new BigDecimal("208.00"), house.house.advance(41));
        assertEquals(0, open(house, no).signum());
        house.house.assertProven(FEB);
        // the next one of 208.00 is paid by it
        theft(house, no);
        assertEquals(0, house.house.advance(41).signum());
        assertEquals(0, open(house, no).signum());
        house.house.assertProven(FEB);
    }

    /**
     * 5 % fast: 10500 x (1/1.05 - 1) / 2 = -250 kWh x 0.588 (tier 2 of the 3500 kWh billed) = -147.00. Reversed while its advance stands, the
     * advance goes; reversed when it has been used, it is owed.
     */
    @OnEachDatabase
    void aRefundIsOwedBack(TestDatabase db) {
        RecoveryHouse house = new RecoveryHouse(db);
        String no = house.house.household(30);
        house.house.read(30, JAN, "1000", "4500");
        house.house.bill(JAN);
        house.house.pay(30, "1920.00");
        Recovery first = refund(house, no);
        assertEquals(new BigDecimal("147.00"), house.house.advance(30));
        house.recoveries.proposeReversal(CLERK, first.id(), "test of another meter");
        house.recoveries.approveReversal(CHIEF, first.id(), null);
        assertEquals(0, house.house.advance(30).signum());
        assertEquals(0, open(house, no).signum());
        house.house.assertProven(JAN, FEB);

        Recovery second = refund(house, no);
        // 400 kWh x 0.588 = 235.20, of which the advance pays 147.00
        house.house.read(30, FEB, "4500", "4900");
        assertEquals(List.of(), house.house.bill(FEB).parked());
        assertEquals(new BigDecimal("88.20"), open(house, no));
        house.recoveries.proposeReversal(CLERK, second.id(), "test of another meter");
        house.recoveries.approveReversal(CHIEF, second.id(), null);
        assertEquals(new BigDecimal("235.20"), open(house, no));
        assertEquals(0, house.house.advance(30).signum());
        house.house.assertProven(JAN, FEB);
    }

    private static Recovery refund(RecoveryHouse house, String no) {
        Recovery proposed = house.recoveries.propose(CLERK, draft(RecoveryKind.METER_ERROR, no, DAY, "5", null,
                recorded("2026-01-01", "2026-02-01", null, "10500")), house.key());
        assertEquals("-147.00", amount(proposed));
        return house.recoveries.approve(CHIEF, proposed.id(), null);
    }

    @OnEachDatabase
    void fourEyesReverseAndOnlyOnce(TestDatabase db) throws Exception {
        RecoveryHouse house = new RecoveryHouse(db);
        String no = house.account(42, "INDUSTRY", "FUNDED");
        CallContext both = TestContexts.named("both", "/33/3301/", "billing.read", "billing.recover", "billing.recover.approve");
        CallContext west = TestContexts.named("west", "/33/3302/", "billing.read", "billing.recover", "billing.recover.approve");
        Recovery booked = theft(house, no);
        long id = booked.id();
        refused(RecoveryErrors.NO_REVERSAL, () -> house.recoveries.approveReversal(CHIEF, id, null));
        refused(KernelErrors.PERMISSION_DENIED, () -> house.recoveries.proposeReversal(CHIEF, id, "wrong"));
        refused(KernelErrors.REQUIRED, () -> house.recoveries.proposeReversal(CLERK, id, " "));
        refused(RecoveryErrors.UNKNOWN, () -> house.recoveries.proposeReversal(west, id, "wrong"));
        house.recoveries.proposeReversal(both, id, "wrong");
        refused(RecoveryErrors.NOT_REVERSIBLE, () -> house.recoveries.proposeReversal(CLERK, id, "wrong"));
        refused(RecoveryErrors.SAME_PERSON, () -> house.recoveries.approveReversal(both, id, null));
        refused(KernelErrors.PERMISSION_DENIED, () -> house.recoveries.approveReversal(CLERK, id, null));
        refused(KernelErrors.PERMISSION_DENIED, () -> house.recoveries.rejectReversal(CLERK, id, "not mine"));
        refused(RecoveryErrors.UNKNOWN, () -> house.recoveries.approveReversal(west, id, null));
        Recovery kept = house.recoveries.rejectReversal(CHIEF, id, "it was right");
        assertEquals("APPROVED", kept.status());
        assertEquals("REJECTED", kept.reversal().status());
        assertEquals(booked.explanation(), kept.explanation());

        house.recoveries.proposeReversal(CLERK, id, "wrong after all");
        ExecutorService threads = Executors.newFixedThreadPool(4);
        int reversed = 0;
        try {
            List<Future<Recovery>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                calls.add(threads.submit(() -> house.recoveries.approveReversal(CHIEF, id, null)));
            }
            for (Future<Recovery> call : calls) {
                try {
                    call.get(60, TimeUnit.SECONDS);
                    reversed++;
                } catch (ExecutionException e) {
                    assertEquals(RecoveryErrors.NO_REVERSAL, ((KarawattException) e.getCause()).code());
                }
            }
        } finally {
            threads.shutdownNow();
            assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));
        }
        assertEquals(1, reversed);
        assertEquals(2, house.house.count("ledger_receivable"));
        house.house.assertProven(FEB);
        refused(RecoveryErrors.NOT_REVERSIBLE, () -> house.recoveries.proposeReversal(CLERK, id, "again"));
        // what is not booked cannot be reversed
        Recovery proposed = house.recoveries.propose(CLERK, draft(RecoveryKind.METER_TAMPERING, no, DAY, null, null), house.key());
        refused(RecoveryErrors.NOT_REVERSIBLE, () -> house.recoveries.proposeReversal(CLERK, proposed.id(), "early"));
    }
}
