package org.karawatt.billing.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.karawatt.billing.internal.service.RecoveryHouse.CHIEF;
import static org.karawatt.billing.internal.service.RecoveryHouse.CLERK;
import static org.karawatt.billing.internal.service.RecoveryHouse.draft;
import static org.karawatt.billing.internal.service.RecoveryHouse.equipment;
import static org.karawatt.billing.internal.service.RecoveryHouse.kva;
import static org.karawatt.billing.internal.service.RecoveryHouse.recorded;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.karawatt.billing.api.Recovery;
import org.karawatt.billing.api.RecoveryDraft;
import org.karawatt.billing.api.RecoveryErrors;
import org.karawatt.billing.api.RecoveryItem;
import org.karawatt.billing.api.RecoveryKind;
import org.karawatt.billing.api.RecoveryLine;
import org.karawatt.billing.api.RecoveryQuery;
import org.karawatt.billing.api.RecoveryStep;
import org.karawatt.billing.internal.calc.RecoveryCalculator;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.ledger.api.LedgerErrors;
import org.karawatt.ledger.api.PaymentDraft;
import org.karawatt.ledger.api.Receivable;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

/** The worked cases on what is recovered beside a bill, and how it is decided and booked. */
class RecoveryTest {

    private static final BillingMonth JAN = new BillingMonth(202601);
    private static final BillingMonth FEB = new BillingMonth(202602);
    /** A day under the rules of 1996, where a multiple is fixed, and one under those of 2024, where it is decided. */
    private static final String OLD = "2020-07-10";
    private static final String NEW = "2026-02-01";

    static String amount(Recovery recovery) {
        assertEquals(recovery.amount(), recovery.lines().stream().map(RecoveryLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
        for (RecoveryStep step : recovery.explanation()) {
            for (String text : List.of(step.zh(), step.en())) {
                assertFalse(text.contains("{") || text.contains("null") || text.contains("rating.") || text.contains("recovery."), text);
            }
        }
        return recovery.amount().toPlainString();
    }

    static List<String> amounts(Recovery recovery) {
        amount(recovery);
        return recovery.lines().stream().map(line -> line.amount().toPlainString()).toList();
    }

    static void refused(ErrorCode code, Runnable call) {
        KarawattException refusal = assertThrows(KarawattException.class, call::run);
        assertEquals(code, refusal.faults().isEmpty() ? refusal.code() : refusal.faults().get(0).code(), () -> refusal.faults().toString());
    }

    static Recovery preview(RecoveryHouse house, RecoveryDraft draft) {
        return house.recoveries.preview(CLERK, draft);
    }

    /** D5: one phase reversed, +200 %: 60000 x 0.6 = 36000, 60000 x 0.4 = 24000, 40000 x 0.2 = 8000, together 68000. */
    @OnEachDatabase
    void wrongWiringIsRecoveredByPeriod(TestDatabase db) {
        RecoveryHouse house = new RecoveryHouse(db);
        String no = house.account(5, "INDUSTRY", "D5");
        Recovery found = preview(house, draft(RecoveryKind.WRONG_WIRING, no, NEW, "200", null,
                recorded("2025-12-01", "2026-02-01", "PEAK", "30000"), recorded("2025-12-01", "2026-02-01", "FLAT", "30000"),
                recorded("2025-12-01", "2026-02-01", "VALLEY", "20000")));
        assertEquals(List.of("36000.00", "24000.00", "8000.00"), amounts(found));
        assertEquals("68000.00", amount(found));
        assertEquals(0, found.energyKwh().compareTo(new BigDecimal("160000")));
        assertTrue(found.explanation().stream().anyMatch(step -> step.zh().contains("recovery-test") && step.zh().contains("D5")),
                found.explanation()::toString);
        refused(RecoveryErrors.PERIOD_NEEDED, () -> preview(house, draft(RecoveryKind.WRONG_WIRING, no, NEW, "200", null,
                recorded("2025-12-01", "2026-02-01", null, "30000"))));
        // D19: one of three transformers 300/5 instead of 200/5, +12.5 %: 8000 x 0.125 = 1000 kWh x 0.40
        String other = house.account(19, "INDUSTRY", "P40");
        assertEquals("400.00", amount(preview(house, draft(RecoveryKind.WRONG_WIRING, other, NEW, "12.5", null,
                recorded("2026-01-01", "2026-02-01", null, "8000")))));
    }

    /** D18: 10 % slow, 900000 recorded: (1000000 - 900000) / 2 = 50000 kWh x 0.40 = 20000. 5 % fast: 10500 x (1/1.05 - 1) / 2 = -250 kWh. */
    @OnEachDatabase
    void aMeterBeyondItsLimitCountsForHalfOfTheTime(TestDatabase db) {
        RecoveryHouse house = new RecoveryHouse(db);
        String no = house.account(18, "INDUSTRY", "P40");
        Recovery slow = preview(house, draft(RecoveryKind.METER_ERROR, no, NEW, "-10", null, recorded("2025-08-01", "2026-02-01", null, "900000")));
        assertEquals("20000.00", amount(slow));
        assertEquals(0, slow.energyKwh().compareTo(new BigDecimal("50000")));
        assertTrue(slow.explanation().stream().anyMatch(step -> step.zh().contains("第80条") && step.en().contains("article 80")));
        assertTrue(slow.explanation().stream().anyMatch(step -> step.zh().contains("四舍五入到分")));
        Recovery fast = preview(house, draft(RecoveryKind.METER_ERROR, no, NEW, "5", null, recorded("2025-08-01", "2026-02-01", null, "10500")));
        assertEquals("-100.00", amount(fast));
        assertEquals(0, fast.energyKwh().compareTo(new BigDecimal("-250")));
    }

    /** Multiplier 30 instead of 40: 3000 x 10/30 = 1000 kWh x 0.40. */
    @OnEachDatabase
    void aWrongMultiplierIsMadeGoodByTheDifference(TestDatabase db) {
        RecoveryHouse house = new RecoveryHouse(db);
        String no = house.account(20, "INDUSTRY", "P40");
        RecoveryItem item = recorded("2026-01-01", "2026-02-01", null, "3000");
        assertEquals("400.00", amount(preview(house, new RecoveryDraft(RecoveryKind.WRONG_MULTIPLIER, no, RecoveryHouse.day(NEW), "plate",
                List.of(item), null, new BigDecimal("30"), new BigDecimal("40"), null, null))));
        // the tariff changes on 16 January: 0.5 before, 0.6 from then on
        String changing = house.account(21, "INDUSTRY", "CHANGING");
        RecoveryDraft across = new RecoveryDraft(RecoveryKind.WRONG_MULTIPLIER, changing, RecoveryHouse.day(NEW), "plate", List.of(item), null,
                new BigDecimal("30"), new BigDecimal("40"), null, null);
        refused(RecoveryErrors.TARIFF_CHANGES, () -> preview(house, across));
        // 300 x 1/3 = 100 kWh x 0.5 and 600 x 1/3 = 200 kWh x 0.6
        assertEquals(List.of("50.00", "120.00"), amounts(preview(house, new RecoveryDraft(RecoveryKind.WRONG_MULTIPLIER, changing,
                RecoveryHouse.day(NEW), "plate", List.of(recorded("2026-01-01", "2026-01-16", null, "300"),
                        recorded("2026-01-16", "2026-02-01", null, "600")), null, new BigDecimal("30"), new BigDecimal("40"), null, null))));
    }

    /**
     * 3500 kWh are billed of the year, tiers end at 2760 and 4800: as much again is 1300 kWh in tier 2 and 2200 in tier 3. Base 3500 x 0.538
     * = 1883.00, surcharges 1300 x 0.05 = 65.00 and 2200 x 0.30 = 660.00. A refund comes off the end: 5000 x -10 % are
     * 500 kWh of tier 2, 269.00 and 25.00.
     */
    @OnEachDatabase
    void recoveredEnergyStandsInTheTiersBehindWhatIsBilled(TestDatabase db) {
        RecoveryHouse house = new RecoveryHouse(db);
        String no = house.house.household(30);
        house.house.read(30, JAN, "1000", "4500");
        house.house.bill(JAN);
        Recovery more = preview(house, draft(RecoveryKind.WRONG_WIRING, no, NEW, "100", null, recorded("2026-01-01", "2026-02-01", null, "3500")));
        assertEquals("2608.00", amount(more));
        Recovery less = preview(house, draft(RecoveryKind.WRONG_WIRING, no, NEW, "-10", null, recorded("2026-01-01", "2026-02-01", null, "5000")));
        assertEquals("-294.00", amount(less));
    }

    /**
     * Monthly tiers of January at 180 and 450: after 400 kWh billed, 200 more are 50 in tier 2 and 150 in tier 3. Base 200 x 0.588 = 117.60,
     * surcharges 50 x 0.05 = 2.50 and 150 x 0.30 = 45.00.
     */
    @OnEachDatabase
    void monthlyTiersGoOnWhereTheBillOfTheMonthHasEnded(TestDatabase db) {
        RecoveryHouse house = new RecoveryHouse(db);
        String no = house.house.household(31);
        house.house.domains.assign(31, "HUNAN", BillingTest.LONG_AGO, "NONE", null, null);
        house.house.read(31, JAN, "1000", "1400");
        assertEquals(List.of(), house.house.bill(JAN).parked());
        assertEquals("165.10", amount(preview(house, draft(RecoveryKind.WRONG_WIRING, no, NEW, "50", null,
                recorded("2026-01-01", "2026-02-01", null, "400")))));
    }

    /** D14: 2 x 180 x 12 = 4320 kWh x 0.40 = 1728, three times 5184; household 2 x 180 x 6 x 0.30 = 648 and 1944; 1.5 kW 1620 and 4860. */
    @OnEachDatabase
    void theftOfUnknownTimeFollowsTheRule(TestDatabase db) {
        RecoveryHouse house = new RecoveryHouse(db);
        String power = house.account(141, "INDUSTRY", "P40");
        String home = house.account(142, "RESIDENTIAL", "P30");
        String low = house.account(143, "INDUSTRY", "P50");
        assertEquals(List.of("1728.00", "5184.00"), amounts(preview(house, draft(RecoveryKind.THEFT, power, OLD, null, null,
                equipment("2", null, null, null)))));
        assertEquals(List.of("648.00", "1944.00"), amounts(preview(house, draft(RecoveryKind.THEFT, home, NEW, null, "3",
                equipment("2", null, null, null)))));
        assertEquals(List.of("1620.00", "4860.00"), amounts(preview(house, draft(RecoveryKind.THEFT, low, NEW, null, "3",
                equipment("1.5", null, null, null)))));
        // known time: 2 kW x 100 days x 10 h = 2000 kWh x 0.40, once
        assertEquals(List.of("800.00", "800.00"), amounts(preview(house, draft(RecoveryKind.THEFT, power, NEW, null, "1",
                equipment("2", "10", 100, null)))));
        // 1996: exactly three times; since 2024 a decision up to it
        refused(RecoveryErrors.MULTIPLE_EXACT, () -> preview(house, draft(RecoveryKind.THEFT, power, OLD, null, "2", equipment("2", null, null, null))));
        refused(KernelErrors.REQUIRED, () -> preview(house, draft(RecoveryKind.THEFT, power, NEW, null, null, equipment("2", null, null, null))));
        refused(RecoveryErrors.MULTIPLE_CEILING, () -> preview(house, draft(RecoveryKind.THEFT, power, NEW, null, "3.5", equipment("2", null, null, null))));
        refused(RecoveryErrors.NO_RULE, () -> preview(house, draft(RecoveryKind.THEFT, power, "1990-01-01", null, null, equipment("2", null, null, null))));
    }

    /** D17: 5 x 12 x 90 x (0.7625 - 0.5653) = 1064.88, 3 x 6 x 90 x (0.8895 - 0.5653) = 525.204; twice 1590.084 is 3180.17. */
    @OnEachDatabase
    void useAtALowerPricePaysTheDifferenceAndTwiceIt(TestDatabase db) {
        RecoveryHouse house = new RecoveryHouse(db);
        String no = house.account(17, "AGRICULTURE", "D17");
        Recovery found = preview(house, draft(RecoveryKind.LOWER_PRICE, no, OLD, null, null, equipment("5", null, null, "D17-POWER"),
                equipment("3", "6", null, "D17-LIGHT")));
        assertEquals(List.of("1064.88", "525.20", "3180.17"), amounts(found));
        assertEquals("4770.25", amount(found));
        refused(RecoveryErrors.NOT_LOWER, () -> preview(house, draft(RecoveryKind.LOWER_PRICE, no, OLD, null, null, equipment("5", null, null, "P50"))));
    }

    /** D15 and D34: 315 x 20 = 6300 a month; one month and seven days: by 30 days 7770 and 23310, by the calendar's 31 7722.58 and 23167.74. */
    @OnEachDatabase
    void capacityAboveTheContractPaysByMonthsAndDays(TestDatabase db) {
        RecoveryHouse house = new RecoveryHouse(db);
        String no = house.twoPart(15, "D15");
        assertEquals(List.of("7770.00", "23310.00"), amounts(preview(house, draft(RecoveryKind.OVER_CAPACITY, no, OLD, null, null,
                kva("315", "2020-06-01", "2020-07-08")))));
        assertEquals(List.of("7722.58", "23167.74"), amounts(preview(house, draft(RecoveryKind.OVER_CAPACITY, no, NEW, null, "3",
                kva("315", "2025-06-01", "2025-07-08")))));
        // sealed equipment: 100 x 20 x 15/30 and twice that
        assertEquals(List.of("1000.00", "2000.00"), amounts(preview(house, draft(RecoveryKind.SEALED_EQUIPMENT, no, OLD, null, null,
                kva("100", "2020-06-01", "2020-06-16")))));
        refused(KernelErrors.REQUIRED, () -> preview(house, draft(RecoveryKind.OVER_CAPACITY, no, NEW, null, "3", kva("315", null, null))));
    }

    /** D14d: 3 kW x 50; D20: 30 kVA x 30; touching a meter 500 for a household and, as in D19, 5000 for others. */
    @OnEachDatabase
    void singlePartCustomersPayForEachKva(TestDatabase db) {
        RecoveryHouse house = new RecoveryHouse(db);
        String no = house.account(201, "INDUSTRY", "P50");
        String home = house.account(202, "RESIDENTIAL", "P30");
        assertEquals("150.00", amount(preview(house, draft(RecoveryKind.OVER_CAPACITY, no, OLD, null, null, kva("3", null, null)))));
        assertEquals("900.00", amount(preview(house, draft(RecoveryKind.SEALED_EQUIPMENT, no, NEW, null, null, kva("30", null, null)))));
        assertEquals("5000.00", amount(preview(house, draft(RecoveryKind.METER_TAMPERING, no, NEW, null, null))));
        assertEquals("500.00", amount(preview(house, draft(RecoveryKind.METER_TAMPERING, home, NEW, null, null))));
        refused(RecoveryErrors.NOT_OF_KIND, () -> preview(house, draft(RecoveryKind.OVER_CAPACITY, no, NEW, null, "3", kva("3", null, null))));
    }

    /** D23: 30 kW x 6 h x 90 days x 0.20 = 3240 for the agreed term; of 5000 paid in advance 1760 are left. */
    @OnEachDatabase
    void temporarySupplyIsPaidFromTheAdvance(TestDatabase db) {
        RecoveryHouse house = new RecoveryHouse(db);
        String no = house.account(23, "INDUSTRY", "P20");
        house.house.pay(23, "5000.00");
        RecoveryDraft wanted = new RecoveryDraft(RecoveryKind.TEMPORARY_SUPPLY, no, RecoveryHouse.day(NEW), "site closed",
                List.of(new RecoveryItem(RecoveryHouse.day("2025-12-01"), RecoveryHouse.day("2026-03-01"), null, null, new BigDecimal("30"),
                        new BigDecimal("6"), 60, null, null)), null, null, null, null, new BigDecimal("5000"));
        Recovery proposed = house.recoveries.propose(CLERK, wanted, house.key());
        assertEquals("3240.00", amount(proposed));
        assertTrue(proposed.explanation().stream().anyMatch(step -> step.en().contains("refunded 1,760.00")), proposed.explanation()::toString);
        house.recoveries.approve(CHIEF, proposed.id(), null);
        assertEquals(new BigDecimal("1760.00"), house.house.advance(23));
        house.house.assertProven(FEB);
    }

    @OnEachDatabase
    void anApprovedRecoveryIsAReceivableThatIsPaidLikeABill(TestDatabase db) {
        RecoveryHouse house = new RecoveryHouse(db);
        String no = house.account(40, "INDUSTRY", "FUNDED");
        // 100 kWh x 0.52 = 52.00, of which 2.00 are the state's; three times 52 is the penalty
        RecoveryItem known = new RecoveryItem(null, null, null, new BigDecimal("100"), null, null, null, null, null);
        Recovery proposed = house.recoveries.propose(CLERK, draft(RecoveryKind.THEFT, no, NEW, null, "3", known), house.key());
        assertEquals("PROPOSED", proposed.status());
        assertEquals("clerk", proposed.proposedBy());
        assertEquals(List.of("50.00", "2.00", "156.00"), amounts(proposed));
        assertEquals(0, house.house.count("ledger_receivable"));
        Recovery approved = house.recoveries.approve(CHIEF, proposed.id(), "seen on site");
        assertEquals("APPROVED", approved.status());
        assertEquals(FEB, approved.month());
        assertEquals(LocalDate.of(2026, 2, 18), approved.dueOn());
        Receivable owed = house.house.booked.ledger.receivables(BookedHouse.ADMIN, no).get(0);
        assertEquals(approved.id(), owed.id());
        assertEquals(new BigDecimal("208.00"), owed.openAmount());
        assertTrue(owed.billNo().startsWith("R202602-"), owed.billNo());
        house.house.assertProven(FEB);
        house.house.pay(40, "208.00");
        assertEquals(0, house.house.booked.ledger.receivables(BookedHouse.ADMIN, no).get(0).openAmount().signum());
        house.house.assertProven(FEB);
        assertEquals(0, house.house.count("billing_bill"));
    }

    /** 5 % fast: -250 kWh x 0.588 (tier 2 of what is billed) = -147.00, which pays the bill of February: 400 kWh x 0.588 = 235.20. */
    @OnEachDatabase
    void aRefundIsAnAdvanceThatPaysTheNextBill(TestDatabase db) {
        RecoveryHouse house = new RecoveryHouse(db);
        String no = house.house.household(30);
        house.house.read(30, JAN, "1000", "4500");
        house.house.bill(JAN);
        house.house.pay(30, "1920.00");
        Recovery proposed = house.recoveries.propose(CLERK, draft(RecoveryKind.METER_ERROR, no, NEW, "5", null,
                recorded("2026-01-01", "2026-02-01", null, "10500")), house.key());
        assertEquals("-147.00", amount(proposed));
        house.recoveries.approve(CHIEF, proposed.id(), null);
        assertEquals(new BigDecimal("147.00"), house.house.advance(30));
        // nobody pays in what a refund has made an advance
        refused(LedgerErrors.CHANNEL_UNKNOWN, () -> house.house.booked.payments.receive(BookedHouse.ADMIN,
                new PaymentDraft(no, BigDecimal.TEN, null, "900", null), "no-such-channel"));
        house.house.assertProven(JAN, FEB);
        house.house.read(30, FEB, "4500", "4900");
        assertEquals(List.of(), house.house.bill(FEB).parked());
        assertEquals(0, house.house.advance(30).signum());
        assertEquals(new BigDecimal("88.20"), house.house.owed(house.house.bills(30).get(1)).openAmount());
        house.house.assertProven(JAN, FEB);
        assertEquals(2, house.house.bills(30).size());
    }

    @OnEachDatabase
    void fourEyesDecideAndOnlyOnce(TestDatabase db) throws Exception {
        RecoveryHouse house = new RecoveryHouse(db);
        String no = house.account(50, "INDUSTRY", "P50");
        CallContext both = TestContexts.clerk("/33/3301/", "billing.read", "billing.recover", "billing.recover.approve");
        RecoveryDraft wanted = draft(RecoveryKind.METER_TAMPERING, no, NEW, null, null);
        Recovery first = house.recoveries.propose(CLERK, wanted, "same-key");
        assertEquals(first.id(), house.recoveries.propose(CLERK, wanted, "same-key").id());
        refused(KernelErrors.IDEMPOTENCY_MISMATCH, () -> house.recoveries.propose(CLERK, draft(RecoveryKind.METER_TAMPERING, no, OLD, null, null), "same-key"));
        refused(KernelErrors.PERMISSION_DENIED, () -> house.recoveries.approve(CLERK, first.id(), null));
        refused(RecoveryErrors.SAME_PERSON, () -> house.recoveries.approve(both, first.id(), null));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        int approved = 0;
        try {
            List<Future<Recovery>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                calls.add(threads.submit(() -> house.recoveries.approve(CHIEF, first.id(), null)));
            }
            for (Future<Recovery> call : calls) {
                try {
                    call.get(60, TimeUnit.SECONDS);
                    approved++;
                } catch (ExecutionException e) {
                    assertEquals(RecoveryErrors.DECIDED, ((KarawattException) e.getCause()).code());
                }
            }
        } finally {
            threads.shutdownNow();
            assertTrue(threads.awaitTermination(30, TimeUnit.SECONDS));
        }
        assertEquals(1, approved);
        assertEquals(1, house.house.count("ledger_receivable"));
        refused(RecoveryErrors.DECIDED, () -> house.recoveries.reject(CHIEF, first.id(), "too late"));
        house.house.assertProven(FEB);

        Recovery second = house.recoveries.propose(CLERK, wanted, house.key());
        refused(KernelErrors.REQUIRED, () -> house.recoveries.reject(CHIEF, second.id(), null));
        assertEquals("REJECTED", house.recoveries.reject(CLERK, second.id(), "mistaken").status());
        refused(RecoveryErrors.DECIDED, () -> house.recoveries.approve(CHIEF, second.id(), null));
        assertEquals(1, house.house.count("ledger_receivable"));
        assertEquals(List.of(second.id(), first.id()), house.recoveries.recoveries(CLERK, new RecoveryQuery(null, null, no), PageRequest.first(10))
                .items().stream().map(Recovery::id).toList());
        assertEquals(List.of(first.id()), house.recoveries.recoveries(CLERK, new RecoveryQuery("APPROVED", RecoveryKind.METER_TAMPERING, null),
                PageRequest.first(10)).items().stream().map(Recovery::id).toList());
        assertEquals(0, house.recoveries.recoveries(CLERK, new RecoveryQuery("PROPOSED", null, null), PageRequest.first(10)).total());
    }

    @OnEachDatabase
    void anotherOfficeSeesNothing(TestDatabase db) {
        RecoveryHouse house = new RecoveryHouse(db);
        String no = house.account(60, "INDUSTRY", "P50");
        RecoveryDraft wanted = draft(RecoveryKind.METER_TAMPERING, no, NEW, null, null);
        Recovery own = house.recoveries.propose(CLERK, wanted, "office-key");
        CallContext west = TestContexts.named("west", "/33/3302/", "billing.read", "billing.recover", "billing.recover.approve");
        assertThrows(KarawattException.class, () -> house.recoveries.preview(west, wanted));
        assertThrows(KarawattException.class, () -> house.recoveries.propose(west, wanted, "office-key"));
        refused(RecoveryErrors.UNKNOWN, () -> house.recoveries.recovery(west, own.id()));
        refused(RecoveryErrors.UNKNOWN, () -> house.recoveries.approve(west, own.id(), null));
        refused(RecoveryErrors.UNKNOWN, () -> house.recoveries.reject(west, own.id(), "no"));
        assertEquals(0, house.recoveries.recoveries(west, new RecoveryQuery(null, null, null), PageRequest.first(10)).total());
        assertThrows(KarawattException.class, () -> house.prepay.estimate(west, no));
        refused(KernelErrors.PERMISSION_DENIED, () -> house.recoveries.preview(TestContexts.nobody(), wanted));
    }

    @OnEachDatabase
    void allFaultsAreToldAtOnce(TestDatabase db) {
        RecoveryHouse house = new RecoveryHouse(db);
        RecoveryDraft bad = new RecoveryDraft(RecoveryKind.THEFT, "", LocalDate.of(2026, 3, 1), null, List.of(
                new RecoveryItem(null, null, "NOON", new BigDecimal("-1"), new BigDecimal("2"), null, null, null, null),
                new RecoveryItem(null, null, null, null, new BigDecimal("1E400000000"), new BigDecimal("25"), 0, "X", new BigDecimal("3"))),
                new BigDecimal("10"), null, null, new BigDecimal("-3"), new BigDecimal("1"));
        KarawattException refusal = assertThrows(KarawattException.class, () -> house.recoveries.preview(CLERK, bad));
        assertEquals(Set.of("accountNo", "onDay", "reason", "percent", "multiple", "prepaid", "items[0].tou", "items[0].kwh", "items[1].kw",
                "items[1].hoursADay", "items[1].days", "items[1].tariffCode", "items[1].kva"),
                refusal.faults().stream().map(Fault::field).collect(Collectors.toSet()));
        refused(KernelErrors.REQUIRED, () -> house.recoveries.preview(CLERK, new RecoveryDraft(null, null, null, null, null, null, null, null, null, null)));
        // what the tariffs of the account cannot price is told for every item
        String no = house.account(70, "INDUSTRY", "D5");
        KarawattException unpriced = assertThrows(KarawattException.class, () -> preview(house, draft(RecoveryKind.WRONG_WIRING, no, NEW, "200", null,
                recorded("2025-12-01", "2026-02-01", null, "1"), recorded("2010-12-01", "2011-02-01", "PEAK", "1"),
                recorded("2025-12-01", "2026-02-01", "SHARP", "1"))));
        assertEquals(List.of(RecoveryErrors.PERIOD_NEEDED, RecoveryErrors.NO_TARIFF, RecoveryErrors.PERIOD_NEEDED),
                unpriced.faults().stream().map(Fault::code).toList());
        // the market's hours have no price that could be told afterwards
        String market = house.account(71, "INDUSTRY", "MARKET");
        refused(RecoveryErrors.NOT_PRICED, () -> preview(house, draft(RecoveryKind.WRONG_WIRING, market, NEW, "200", null,
                recorded("2025-12-01", "2026-02-01", null, "1"))));
    }

    @OnEachDatabase
    void theStoredInputsGiveTheSameToTheCent(TestDatabase db) {
        RecoveryHouse house = new RecoveryHouse(db);
        String no = house.account(17, "AGRICULTURE", "D17");
        Recovery proposed = house.recoveries.propose(CLERK, draft(RecoveryKind.LOWER_PRICE, no, OLD, null, null,
                equipment("5", null, null, "D17-POWER"), equipment("3", "6", null, "D17-LIGHT")), house.key());
        db.unitOfWork().readOnly(() -> {
            RecoveryCalculator.Computed again = RecoveryCalculator.compute(house.store.inputs(proposed.id()));
            assertEquals(new BigDecimal("4770.25"), again.amount());
            List<RecoveryLine> stored = house.store.lines(proposed.id());
            for (int i = 0; i < stored.size(); i++) {
                assertEquals(stored.get(i).amount(), again.lines().get(i).amount());
                assertEquals(0, stored.get(i).quantity().compareTo(again.lines().get(i).quantity()));
                assertEquals(0, stored.get(i).price().compareTo(again.lines().get(i).price()));
            }
            return null;
        });
        // a rule that comes later changes nothing of what has been proposed
        db.unitOfWork().required(() -> db.bulk().update("UPDATE billing_recovery_rule SET rule_value = 5 WHERE name = 'LOWER_PRICE_MULTIPLE'", List.of()));
        assertEquals("4770.25", amount(house.recoveries.recovery(CHIEF, proposed.id())));
        // but an amount that does not follow from its inputs is not booked
        db.unitOfWork().required(() -> db.bulk().update("UPDATE billing_recovery SET amount = 1 WHERE id = ?", List.of(proposed.id())));
        refused(RecoveryErrors.CHANGED, () -> house.recoveries.approve(CHIEF, proposed.id(), null));
        assertEquals("PROPOSED", house.recoveries.recovery(CHIEF, proposed.id()).status());
        assertNull(house.recoveries.recovery(CHIEF, proposed.id()).month());
        assertEquals(0, house.house.count("ledger_receivable"));
    }
}
