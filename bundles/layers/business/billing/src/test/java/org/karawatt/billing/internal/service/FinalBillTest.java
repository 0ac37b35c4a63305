package org.karawatt.billing.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.karawatt.billing.internal.service.BillingTest.FEB;
import static org.karawatt.billing.internal.service.BillingTest.JAN;
import static org.karawatt.billing.internal.service.BookedHouse.ADMIN;
import static org.karawatt.billing.internal.service.BookedHouse.CHIEF;
import static org.karawatt.billing.internal.service.BookedHouse.CLERK;
import static org.karawatt.billing.internal.service.BookedHouse.reading;
import static org.karawatt.billing.internal.service.BookedHouse.upTo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.billing.api.Correction;
import org.karawatt.billing.api.FinalBillDraft;
import org.karawatt.billing.spi.BillContributor;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.metering.api.MeteringErrors;
import org.karawatt.rating.RatedBill;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatingInput;
import org.karawatt.run.spi.ChunkResult;
import org.karawatt.customer.api.CustomerErrors;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

class FinalBillTest {

    private static final LocalDate MID_FEB = LocalDate.of(2026, 2, 15);

    /** 400 kWh of January are billed. */
    private static BookedHouse billed(TestDatabase db, BillContributor... contributors) {
        BookedHouse house = new BookedHouse(db, contributors);
        db.clock().setDate(LocalDate.of(2026, 3, 2));
        house.household(30);
        house.read(30, JAN, "1000", "1400");
        assertEquals(List.of(), house.bill(JAN).parked());
        return house;
    }

    private static String no(BookedHouse house) {
        return house.domains.accounts.get(30L).accountNo();
    }

    private static void refused(ErrorCode code, Runnable call) {
        KarawattException refusal = assertThrows(KarawattException.class, call::run);
        assertEquals(code, refusal.faults().isEmpty() ? refusal.code() : refusal.faults().get(0).code());
    }

    private static BigDecimal yuan(String amount) {
        return new BigDecimal(amount);
    }

    @OnEachDatabase
    void theFinalBillCountsTheMonthsInForceAndTheRunBillsNothingTwice(TestDatabase db) {
        BookedHouse house = billed(db);
        FinalBillDraft draft = upTo(30, MID_FEB, true, "1600");
        Bill shown = house.finals.preview(CLERK, no(house), draft, Locale.ENGLISH).bill();
        assertEquals(1, house.bills(30).size(), "a preview leaves nothing");
        assertEquals(1, house.count("metering_reading"));
        Bill last = house.finals.bill(CLERK, no(house), draft, "closing-0001");
        // two months of twelve: 460 kWh at 0.538, of which January has used 400, the rest at 0.588
        assertEquals(yuan("114.60"), last.amount());
        assertEquals(shown.amount(), last.amount());
        assertEquals(shown.lines(), last.lines());
        assertEquals("FINAL", last.kind());
        assertEquals(LocalDate.of(2026, 2, 1), last.periodFrom());
        assertEquals(MID_FEB, last.periodTo());
        assertEquals(yuan("114.60"), house.owed(last).openAmount());
        house.assertProven(JAN, FEB);

        ChunkResult run = house.bill(FEB);
        assertEquals(List.of(), run.parked());
        assertEquals(1, run.done(), "nothing is left of the month");
        assertEquals(2, house.bills(30).size());
        house.assertProven(JAN, FEB);
        assertEquals(List.of(), house.billing.replay(ADMIN, last.id()).differences());
        refused(BillingErrors.ALREADY_BILLED, () -> house.finals.bill(CLERK, no(house), upTo(30, MID_FEB, true, "1600"), "closing-0002"));
        assertEquals(last, house.finals.bill(CLERK, no(house), draft, "closing-0001"));
        refused(KernelErrors.IDEMPOTENCY_MISMATCH, () -> house.finals.bill(CLERK, no(house), upTo(30, MID_FEB, true, "1601"), "closing-0001"));

        // a final bill is corrected as one
        Correction proposed = house.corrections.propose(CLERK, last.billNo(), reading("1590"), "dispute-0101");
        house.corrections.approve(CHIEF, proposed.id(), null);
        Bill corrected = house.bills(30).get(3);
        assertEquals("FINAL", corrected.kind());
        assertEquals(yuan("108.72"), corrected.amount());
        house.assertProven(JAN, FEB);
    }

    @OnEachDatabase
    void aBillOnRequestIsFollowedByTheRestOfTheMonth(TestDatabase db) {
        BookedHouse house = billed(db);
        house.household(40);
        house.read(40, JAN, "0", "100");
        house.bill(JAN);
        house.read(40, FEB, "100", "300");
        Bill part = house.finals.bill(CLERK, no(house), upTo(30, MID_FEB, false, "3600"), "request-0001");
        // 400 + 2200 kWh of 2760
        assertEquals(yuan("1183.60"), part.amount());
        assertEquals("INTERIM", part.kind());
        house.assertProven(FEB);
        assertEquals(MID_FEB, house.readings.states(List.of("M30"), FEB).get("M30").get(0).lastOn(), "the reading of the month goes on from here");
        house.read(30, FEB, MID_FEB, "3600", LocalDate.of(2026, 3, 1), "3900");
        house.assertProven(FEB);
        assertEquals(house.billing.preview(ADMIN, no(house), FEB, Locale.ENGLISH).bill().amount(), yuan("168.40"));
        assertEquals(List.of(), house.bill(FEB).parked());
        Bill rest = house.bills(30).get(2);
        // 160 kWh at 0.538 and 140 at 0.588
        assertEquals(yuan("168.40"), rest.amount());
        assertEquals(List.of(1, 2), house.bills(30).stream().filter(b -> b.month().equals(FEB)).map(Bill::seq).toList());
        assertEquals(MID_FEB, rest.periodFrom());
        assertEquals(yuan("168.40"), house.billing.preview(ADMIN, no(house), FEB, Locale.ENGLISH).bill().amount());
        house.assertProven(JAN, FEB);

        // the bill on request was read wrong: both parts of the month are exchanged, January stays
        Correction proposed = house.corrections.propose(CLERK, part.billNo(), reading("3500"), "dispute-0102");
        assertEquals(2, proposed.bills());
        assertEquals(0, proposed.difference().signum());
        house.corrections.approve(CHIEF, proposed.id(), null);
        assertEquals(List.of(yuan("215.20"), yuan("1129.80"), yuan("222.20")), house.bills(30).stream().filter(b -> b.status().equals("ISSUED"))
                .map(Bill::amount).toList());
        house.assertProven(JAN, FEB);
        assertEquals(2, house.bill(FEB).done(), "a run over the month finds everything billed");
        assertEquals(7, house.bills(30).size());
    }

    /** 100 kVA at 10 yuan a month and 0.5 a kWh. */
    @OnEachDatabase
    void whatIsChargedByTheMonthIsChargedWithItsLastBill(TestDatabase db) {
        BookedHouse house = new BookedHouse(db);
        db.clock().setDate(LocalDate.of(2026, 3, 2));
        for (long account : List.of(30L, 40L)) {
            house.household(account);
            house.domains.assign(account, "D3", BillingTest.LONG_AGO, "CAPACITY", null, null);
            house.domains.installed(account, "100");
            house.read(account, JAN, "0", "1000");
        }
        house.bill(JAN);
        assertEquals(yuan("1500.00"), house.bills(30).get(0).amount());
        // the energy, and with the rest of the month what a month costs
        Bill part = house.finals.bill(CLERK, no(house), upTo(30, MID_FEB, false, "1200"), "request-0002");
        assertEquals(yuan("100.00"), part.amount());
        house.read(30, FEB, MID_FEB, "1200", LocalDate.of(2026, 3, 1), "1500");
        house.bill(FEB);
        assertEquals(yuan("1150.00"), house.bills(30).get(2).amount());
        // an account that ends pays a thirtieth a day
        Bill last = house.finals.bill(CLERK, house.domains.accounts.get(40L).accountNo(), upTo(40, MID_FEB, true, "1200"), "closing-0014");
        assertEquals(yuan("566.67"), last.amount());
        house.assertProven(JAN, FEB);
        for (Bill bill : house.bills(30)) {
            assertEquals(List.of(), house.billing.replay(ADMIN, bill.id()).differences());
        }
    }

    @OnEachDatabase
    void daysAreBilledInTheirOrderAndWithEveryRegister(TestDatabase db) {
        BookedHouse house = billed(db);
        LocalDate midMarch = LocalDate.of(2026, 3, 15);
        refused(BillingErrors.FINAL_FUTURE, () -> house.finals.bill(CLERK, no(house), upTo(30, midMarch, true, "1600"), "closing-0003"));
        refused(BillingErrors.NOT_READ, () -> house.finals.bill(CLERK, no(house), upTo(31, MID_FEB, true, "1600"), "closing-0004"));
        refused(MeteringErrors.BELOW_PREVIOUS, () -> house.finals.bill(CLERK, no(house), upTo(30, MID_FEB, true, "1300"), "closing-0005"));
        refused(MeteringErrors.BAD_VALUE, () -> house.finals.bill(CLERK, no(house), upTo(30, MID_FEB, true, "1000000"), "closing-0006"));
        refused(BillingErrors.NO_READING, () -> house.finals.bill(CLERK, no(house), new FinalBillDraft(MID_FEB, true, List.of()), "closing-0007"));
        house.read(30, FEB, "1400", "1500");
        db.clock().setDate(midMarch);
        refused(BillingErrors.DAYS_UNBILLED, () -> house.finals.bill(CLERK, no(house), upTo(30, midMarch, true, "1600"), "closing-0008"));
        assertEquals(1, house.bills(30).size());
        assertEquals(2, house.count("metering_reading"), "refused readings leave nothing");
        CallContext west = TestContexts.clerk("/33/3302/", "billing.*");
        refused(CustomerErrors.ACCOUNT_UNKNOWN, () -> house.finals.bill(west, no(house), upTo(30, midMarch, true, "1600"), "closing-0009"));
        refused(KernelErrors.PERMISSION_DENIED, () -> house.finals.bill(CHIEF, no(house), upTo(30, midMarch, true, "1600"), "closing-0010"));
        house.bill(FEB);
        assertEquals("FINAL", house.finals.bill(CLERK, no(house), upTo(30, midMarch, true, "1600"), "closing-0011").kind());
    }

    /** January's reading covers December, too: three months of 230 kWh by the end of February, 500 of them used. */
    @OnEachDatabase
    void theFinalBillCountsWhatAMovedReadingDayHasAdded(TestDatabase db) {
        BookedHouse house = new BookedHouse(db);
        db.clock().setDate(LocalDate.of(2026, 3, 2));
        house.household(30);
        house.read(30, JAN, LocalDate.of(2025, 12, 5), "0", LocalDate.of(2026, 2, 1), "500");
        assertEquals(List.of(), house.bill(JAN).parked());
        Bill last = house.finals.bill(CLERK, no(house), upTo(30, LocalDate.of(2026, 3, 1), true, "700"), "closing-0031");
        // 200 x 0.538 + (700 - 690) x 0.05
        assertEquals(yuan("108.10"), last.amount());
        assertEquals(List.of(), house.billing.replay(ADMIN, last.id()).differences());
    }

    @OnEachDatabase
    void aFaultWhileBookingLeavesNeitherReadingNorBill(TestDatabase db) {
        BookedHouse house = billed(db);
        house.afterPost.set(() -> {
            throw new IllegalStateException("planned failure");
        });
        assertThrows(IllegalStateException.class, () -> house.finals.bill(CLERK, no(house), upTo(30, MID_FEB, true, "1600"), "closing-0012"));
        assertEquals(1, house.bills(30).size());
        assertEquals(1, house.count("metering_reading"));
        assertEquals(1, house.count("ledger_receivable"));
        house.afterPost.set(() -> { });
        assertEquals(yuan("114.60"), house.finals.bill(CLERK, no(house), upTo(30, MID_FEB, true, "1600"), "closing-0012").amount());
    }

    @OnEachDatabase
    void ofSeveralAtOnceOneIsIssued(TestDatabase db) throws Exception {
        BookedHouse house = billed(db);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        int issued = 0;
        try {
            List<Future<Bill>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String key = "closing-at-once-" + i;
                calls.add(threads.submit(() -> house.finals.bill(CLERK, no(house), upTo(30, MID_FEB, true, "1600"), key)));
            }
            for (Future<Bill> call : calls) {
                try {
                    call.get(60, TimeUnit.SECONDS);
                    issued++;
                } catch (ExecutionException e) {
                    assertTrue(e.getCause() instanceof KarawattException, () -> String.valueOf(e.getCause()));
                }
            }
        } finally {
            threads.shutdownNow();
            assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));
        }
        assertEquals(1, issued);
        assertEquals(2, house.bills(30).size());
        house.assertProven(JAN, FEB);
    }

    @OnEachDatabase
    void aRunThatBillsTheSameDaysMeanwhileSeesTheFinalBill(TestDatabase db) {
        AtomicReference<BookedHouse> later = new AtomicReference<>();
        AtomicBoolean first = new AtomicBoolean();
        BillContributor meanwhile = new BillContributor() {
            @Override
            public String name() {
                return "meanwhile";
            }

            @Override
            public List<RatedLine> contribute(RatingInput input, RatedBill bill) {
                // the run has read what is to be billed and has not written yet
                if (input.billingMonth().equals(FEB) && first.compareAndSet(false, true)) {
                    BookedHouse house = later.get();
                    CompletableFuture.runAsync(() -> house.finals.bill(CLERK, no(house), upTo(30, LocalDate.of(2026, 3, 1), true, "1700"),
                            "closing-0013")).orTimeout(60, TimeUnit.SECONDS).join();
                }
                return List.of();
            }
        };
        BookedHouse house = billed(db, meanwhile);
        later.set(house);
        house.read(30, FEB, LocalDate.of(2026, 2, 1), "1400", LocalDate.of(2026, 2, 27), "1600");
        ChunkResult run = house.bill(FEB);
        assertEquals(List.of(), run.parked());
        assertEquals(1, run.done());
        assertEquals(List.of("REGULAR", "FINAL"), house.bills(30).stream().map(Bill::kind).toList(), "the final bill holds all days of February");
        assertEquals(0, yuan("300").compareTo(house.bills(30).get(1).energyKwh()));
        house.assertProven(JAN, FEB);
    }

    /** The route is read on the 25th: whatever comes after it is recorded for the month that follows, which the bill is of. */
    @OnEachDatabase
    void finalReadingsAreFoundUnderTheMonthOfTheirRoute(TestDatabase db) {
        BookedHouse house = billed(db);
        LocalDate regular = LocalDate.of(2026, 2, 25);
        LocalDate last = LocalDate.of(2026, 2, 27);
        house.read(30, FEB, LocalDate.of(2026, 2, 1), "1400", regular, "1500");
        house.read(30, FEB.next(), regular, "1500", last, "1530", "FINAL", "ACCEPTED");
        FinalBillDraft draft = new FinalBillDraft(last, true, List.of());
        refused(BillingErrors.DAYS_UNBILLED, () -> house.finals.bill(CLERK, no(house), draft, "closing-0021"));
        assertEquals(List.of(), house.bill(FEB).parked());
        Bill bill = house.finals.bill(CLERK, no(house), draft, "closing-0021");
        assertEquals(regular, bill.periodFrom());
        assertEquals(0, yuan("30").compareTo(bill.energyKwh()));
    }

    /** The removed meter was read for the next month, since the route of this one is read: its days are billed with those of the new meter. */
    @OnEachDatabase
    void theDaysOfARemovedMeterAreInTheFinalBill(TestDatabase db) {
        BookedHouse house = billed(db);
        LocalDate regular = LocalDate.of(2026, 2, 25);
        LocalDate removed = LocalDate.of(2026, 2, 26);
        house.read(30, FEB, LocalDate.of(2026, 2, 1), "1400", regular, "1500");
        assertEquals(List.of(), house.bill(FEB).parked());
        house.read(30, FEB.next(), regular, "1500", removed, "1520", "REMOVAL", "ACCEPTED");
        Bill bill = house.finals.bill(CLERK, no(house), upTo(30, LocalDate.of(2026, 2, 28), true, "1550"), "closing-0022");
        assertEquals(regular, bill.periodFrom());
        assertEquals(0, yuan("50").compareTo(bill.energyKwh()), () -> bill.energyKwh().toString());
        assertEquals(List.of(), house.bill(FEB.next()).parked());
        assertEquals(3, house.bills(30).size(), "nothing is left for the run");
    }

    @OnEachDatabase
    void aHeldReadingOfAMonthBeforeIsDecidedFirst(TestDatabase db) {
        BookedHouse house = billed(db);
        house.read(30, FEB, LocalDate.of(2026, 2, 1), "1400", LocalDate.of(2026, 2, 25), "1500", "REGULAR", "HELD");
        refused(BillingErrors.READING_HELD, () -> house.finals.bill(CLERK, no(house), upTo(30, LocalDate.of(2026, 3, 2), true, "1550"),
                "closing-0023"));
        assertEquals(1, house.bills(30).size());
    }
}
