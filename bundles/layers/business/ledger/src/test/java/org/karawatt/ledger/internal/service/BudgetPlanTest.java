package org.karawatt.ledger.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.karawatt.ledger.internal.service.LedgerWorld.ADMIN;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.billing.spi.IssuedBill;
import org.karawatt.billing.spi.ReversedBill;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KarawattException.Kind;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.ledger.api.BudgetPlan;
import org.karawatt.ledger.api.Payment;
import org.karawatt.ledger.api.PlanDraft;
import org.karawatt.ledger.api.PlanProposal;
import org.karawatt.ledger.api.PlannedBill;
import org.karawatt.ledger.api.Receivable;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

class BudgetPlanTest {

    private static final BillingMonth JANUARY = new BillingMonth(202601);
    private static final String[] YEAR = {"160.00", "150.00", "120.00", "90.00", "70.00", "60.00", "110.00", "140.00", "100.00", "70.00",
        "80.00", "140.00"};

    private static BigDecimal yuan(String amount) {
        return new BigDecimal(amount);
    }

    /** Three bills before the plan: (90 + 100 + 111) / 3 = 100.33, so 100 a month. */
    private static LedgerWorld before(TestDatabase db) {
        LedgerWorld world = new LedgerWorld(db);
        db.clock().setDate(LocalDate.of(2026, 1, 20));
        bill(world, new BillingMonth(202510), "90.00");
        bill(world, new BillingMonth(202511), "100.00");
        bill(world, new BillingMonth(202512), "111.00");
        return world;
    }

    private static LedgerWorld planned(TestDatabase db) {
        LedgerWorld world = before(db);
        world.plans.agree(ADMIN, new PlanDraft("A101", JANUARY, null));
        return world;
    }

    /** A bill of which 1 yuan is funds, due on the 15th of the next month. */
    private static long bill(LedgerWorld world, BillingMonth month, String amount) {
        return world.bill(101, month, month.next().firstDay().plusDays(14), "RESIDENTIAL",
                Map.of("FUND", yuan("1.00"), "ENERGY", yuan(amount).subtract(yuan("1.00"))));
    }

    private static void year(LedgerWorld world, int months) {
        BillingMonth month = JANUARY;
        for (int i = 0; i < months; i++) {
            bill(world, month, YEAR[i]);
            month = month.next();
        }
    }

    private static void last(LedgerWorld world, BillingMonth month, String amount) {
        IssuedBill bill = new IssuedBill(9_000, 101, LedgerWorld.officeOf(101), month, "RESIDENTIAL", month.next().firstDay(),
                month.next().firstDay().plusDays(14), yuan(amount), Map.of("ENERGY", yuan(amount)), 0, true);
        world.db.unitOfWork().required(() -> world.posting.post(List.of(bill)));
        world.issued.add(bill);
    }

    private static void reverse(LedgerWorld world, long billId, LocalDate today) {
        IssuedBill original = world.issued.stream().filter(bill -> bill.billId() == billId).findFirst().orElseThrow();
        Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        original.amounts().forEach((component, amount) -> amounts.put(component, amount.negate()));
        IssuedBill reversal = new IssuedBill(billId + 100_000, original.accountId(), original.officeId(), original.month(),
                original.usageClass(), today, today, original.amount().negate(), amounts, 0);
        world.db.unitOfWork().required(() -> world.posting.reverse(List.of(new ReversedBill(reversal, billId))));
        world.issued.add(reversal);
    }

    private static BudgetPlan plan(LedgerWorld world) {
        return world.plans.ofAccount(ADMIN, "A101").get(0);
    }

    private static List<Receivable> open(LedgerWorld world) {
        return world.ledger.receivables(ADMIN, "A101").stream().filter(each -> each.openAmount().signum() != 0).toList();
    }

    private static BigDecimal openOf(LedgerWorld world, String kind, BillingMonth month) {
        return world.ledger.receivables(ADMIN, "A101").stream().filter(each -> each.kind().equals(kind) && each.month().equals(month))
                .map(Receivable::openAmount).findFirst().orElseThrow();
    }

    private static BigDecimal advance(LedgerWorld world) {
        return world.payments.payments(ADMIN, "A101", PageRequest.first(50)).items().stream().map(Payment::unallocated)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void assertProven(LedgerWorld world) {
        BillingMonth month = new BillingMonth(202510);
        while (month.compareTo(new BillingMonth(202702)) < 0) {
            BillingMonth proven = month;
            assertEquals(List.of(), world.posting.prove(month, "/33/").stream().filter(check -> !check.holds()).toList(), proven::toString);
            month = month.next();
        }
    }

    @OnEachDatabase
    void proposesTheAverageInWholeYuanAndShowsWhatItIsOf(TestDatabase db) {
        LedgerWorld world = before(db);
        PlanProposal proposal = world.plans.propose(ADMIN, "A101");
        assertEquals(List.of(202512, 202511, 202510), proposal.bills().stream().map(each -> each.month().value()).toList());
        assertEquals(yuan("100.33"), proposal.average());
        assertEquals(yuan("100.00"), proposal.instalment());
        // A102 has no bills: nothing is made up for them
        assertEquals(Kind.CONFLICT, assertThrows(KarawattException.class, () -> world.plans.propose(ADMIN, "A102")).kind());
        // an amount that is given needs no bills
        assertEquals(yuan("80.00"), world.plans.agree(ADMIN, new PlanDraft("A102", JANUARY, yuan("80"))).instalments().get(0).amount());
    }

    @OnEachDatabase
    void asksForTheInstalmentAndSettlesWithTheBillOfTheLastMonth(TestDatabase db) {
        LedgerWorld world = planned(db);
        db.clock().setDate(LocalDate.of(2026, 6, 1));
        year(world, 11);
        BudgetPlan plan = plan(world);
        // 160 - 100, + 150 - 100, + 120 - 100, ...
        assertEquals(List.of("60.00", "110.00", "130.00", "120.00", "90.00", "50.00", "60.00", "100.00", "100.00", "70.00", "50.00"),
                plan.months().stream().map(each -> each.balance().toString()).toList());
        assertEquals(yuan("50.00"), plan.balance());
        // after six months 50 is less than 20 % of 600
        assertNull(plan.review());
        assertEquals(0, openOf(world, "PLANNED", JANUARY).signum());
        assertEquals(yuan("100.00"), openOf(world, "INSTALMENT", JANUARY));
        assertProven(world);

        bill(world, new BillingMonth(202612), YEAR[11]);
        plan = plan(world);
        assertEquals("SETTLED", plan.status());
        // 1,290 billed less eleven instalments of 100
        assertEquals(yuan("190.00"), openOf(world, "SETTLEMENT", new BillingMonth(202612)));
        assertEquals(yuan("190.00"), plan.settled());
        assertEquals(0, plan.balance().signum());
        // all that was ever billed is owed, once: 301 before the plan and 1,290 in it
        assertEquals(yuan("1591.00"), open(world).stream().map(Receivable::openAmount).reduce(BigDecimal.ZERO, BigDecimal::add));
        assertEquals(yuan("1591.00"), world.ledger.arrears(ADMIN, null, null).amount());
        assertProven(world);
        // the next bill is owed as it is
        bill(world, new BillingMonth(202701), "75.00");
        assertEquals(yuan("75.00"), openOf(world, "BILL", new BillingMonth(202701)));
        assertProven(world);
    }

    @OnEachDatabase
    void chargesLateFeesOnTheInstalmentAndNotOnWhatIsDeferred(TestDatabase db) {
        LedgerWorld world = planned(db);
        world.pay("A101", "301.00", LocalDate.of(2025, 11, 10), "plan-0001");
        world.db.clock().setDate(LocalDate.of(2026, 3, 17));
        year(world, 1);
        // due on 15 February, 30 days late: 100 × 0.001 × 30 = 3.00; the 60 that are deferred cost nothing
        assertEquals(yuan("3.00"), world.ledger.receivables(ADMIN, "A101").stream().filter(each -> each.kind().equals("INSTALMENT"))
                .findFirst().orElseThrow().lateFee());
        Payment paid = world.pay("A101", "103.00", LocalDate.of(2026, 3, 17), "plan-0002");
        assertEquals(yuan("3.00"), paid.lateFee());
        assertEquals(0, paid.unallocated().signum());
        assertEquals(List.of(), open(world));
        assertEquals(yuan("60.00"), plan(world).balance());
        assertProven(world);
    }

    @OnEachDatabase
    void anAdvancePaysTheInstalment(TestDatabase db) {
        LedgerWorld world = planned(db);
        world.pay("A101", "441.00", LocalDate.of(2025, 11, 10), "plan-0003");
        year(world, 1);
        assertEquals(0, openOf(world, "INSTALMENT", JANUARY).signum());
        // 441 - 301 - 100
        assertEquals(0, yuan("40.00").compareTo(advance(world)));
        assertProven(world);
    }

    @OnEachDatabase
    void endsInTheMiddleAndAsksForTheBalance(TestDatabase db) {
        LedgerWorld world = planned(db);
        year(world, 3);
        db.clock().setDate(LocalDate.of(2026, 4, 10));
        BudgetPlan ended = world.plans.end(ADMIN, plan(world).id());
        assertEquals("SETTLED", ended.status());
        // 160 + 150 + 120 - 300
        assertEquals(yuan("130.00"), ended.settled());
        Receivable settlement = open(world).stream().filter(each -> each.kind().equals("SETTLEMENT")).findFirst().orElseThrow();
        assertEquals(yuan("130.00"), settlement.openAmount());
        assertEquals(LocalDate.of(2026, 4, 25), settlement.dueOn());
        assertProven(world);
        assertEquals(Kind.CONFLICT, assertThrows(KarawattException.class, () -> world.plans.end(ADMIN, ended.id())).kind());
        // another one may follow
        assertEquals("RUNNING", world.plans.agree(ADMIN, new PlanDraft("A101", new BillingMonth(202604), yuan("110"))).status());
    }

    @OnEachDatabase
    void theFinalBillCreditsWhatWasPaidTooMuch(TestDatabase db) {
        LedgerWorld world = planned(db);
        world.pay("A101", "301.00", LocalDate.of(2025, 11, 10), "plan-0004");
        db.clock().setDate(LocalDate.of(2026, 4, 2));
        bill(world, JANUARY, "60.00");
        bill(world, JANUARY.next(), "60.00");
        world.pay("A101", "100.00", LocalDate.of(2026, 2, 10), "plan-0005");
        // 150 billed, 200 asked for, 100 of them paid: 50 are still owed of February, and on 1 April its 100 are 17 days late: 1.70
        last(world, new BillingMonth(202603), "30.00");
        assertEquals(yuan("-48.30"), plan(world).settled());
        assertEquals(yuan("1.70"), plan(world).lateFee());
        assertEquals(yuan("51.70"), openOf(world, "INSTALMENT", JANUARY.next()));
        assertEquals(1, open(world).size());
        assertEquals(0, advance(world).signum());
        assertProven(world);
    }

    @OnEachDatabase
    void aCreditIsNoReasonToForgiveALateFee(TestDatabase db) {
        LedgerWorld world = planned(db);
        world.pay("A101", "301.00", LocalDate.of(2025, 11, 10), "plan-0010");
        db.clock().setDate(LocalDate.of(2026, 3, 1));
        bill(world, JANUARY, "10.00");
        // 100 were due on 15 February; 10 + 5 billed, so 85 are credited on 1 March, 14 days late: 100 × 0.001 × 14 = 1.40
        last(world, JANUARY.next(), "5.00");
        BudgetPlan plan = plan(world);
        assertEquals(yuan("1.40"), plan.lateFee());
        assertEquals(yuan("-83.60"), plan.settled());
        assertEquals(0, plan.balance().signum());
        // what is owed in the end: the bills and the late fee
        assertEquals(yuan("16.40"), openOf(world, "INSTALMENT", JANUARY));
        assertProven(world);
        // from then on as for any debt: 10 days more on 16.40 are 0.16
        db.clock().setDate(LocalDate.of(2026, 3, 11));
        assertEquals(yuan("0.16"), open(world).get(0).lateFee());
        assertEquals(yuan("0.16"), world.pay("A101", "16.56", LocalDate.of(2026, 3, 11), "plan-0011").lateFee());
        assertEquals(List.of(), open(world));
        assertProven(world);
    }

    @OnEachDatabase
    void aCreditBeforeTheDueDateBearsNoLateFee(TestDatabase db) {
        LedgerWorld world = planned(db);
        world.pay("A101", "301.00", LocalDate.of(2025, 11, 10), "plan-0012");
        bill(world, JANUARY, "10.00");
        db.clock().setDate(LocalDate.of(2026, 2, 15));
        assertEquals(yuan("-90.00"), world.plans.end(ADMIN, plan(world).id()).settled());
        assertEquals(yuan("10.00"), openOf(world, "INSTALMENT", JANUARY));
        assertProven(world);
    }

    @OnEachDatabase
    void whatABillAskedForWronglyWasNotLate(TestDatabase db) {
        LedgerWorld world = planned(db);
        world.pay("A101", "301.00", LocalDate.of(2025, 11, 10), "plan-0013");
        long wrong = bill(world, JANUARY, "160.00");
        db.clock().setDate(LocalDate.of(2026, 2, 20));
        world.plans.end(ADMIN, plan(world).id());
        db.clock().setDate(LocalDate.of(2026, 4, 20));
        reverse(world, wrong, LocalDate.of(2026, 4, 20));
        assertEquals(0, plan(world).lateFee().signum());
        assertEquals(List.of(), open(world));
        assertProven(world);
    }

    @OnEachDatabase
    void tellsWhatIsAskedForInPlaceOfABill(TestDatabase db) {
        LedgerWorld world = planned(db);
        world.pay("A101", "341.00", LocalDate.of(2025, 11, 10), "plan-0014");
        long before = world.issued.get(2).billId();
        long january = bill(world, JANUARY, "160.00");
        last(world, JANUARY.next(), "70.00");
        var told = world.plans.ofBills(ADMIN, List.of(before, january, 9_000L));
        long plan = plan(world).id();
        // of the 100 the 40 paid before are gone; 160 + 70 - 100 are settled with the last bill
        assertEquals(Map.of(january, new PlannedBill(plan, yuan("100.00"), null, yuan("60.00"), LocalDate.of(2026, 2, 15), month("202612")),
                9_000L, new PlannedBill(plan, null, yuan("130.00"), yuan("130.00"), LocalDate.of(2026, 3, 15), month("202612"))), told);
        assertEquals(Map.of(), world.plans.ofBills(TestContexts.clerk("/33/3302/", "ledger.read"), List.of(january)));
    }

    @OnEachDatabase
    void whatWasPaidTooMuchBecomesAnAdvance(TestDatabase db) {
        LedgerWorld world = planned(db);
        world.pay("A101", "301.00", LocalDate.of(2025, 11, 10), "plan-0006");
        db.clock().setDate(LocalDate.of(2026, 4, 2));
        bill(world, JANUARY, "60.00");
        bill(world, JANUARY.next(), "20.00");
        world.pay("A101", "200.00", LocalDate.of(2026, 2, 10), "plan-0007");
        // 110 billed, 200 paid
        last(world, new BillingMonth(202603), "30.00");
        assertEquals(List.of(), open(world));
        assertEquals(0, yuan("90.00").compareTo(advance(world)));
        assertProven(world);
        bill(world, new BillingMonth(202604), "40.00");
        // the advance pays the bill that follows
        assertEquals(List.of(), open(world));
        assertEquals(0, yuan("50.00").compareTo(advance(world)));
        assertProven(world);
    }

    @OnEachDatabase
    void aMonthHasOneInstalmentHoweverManyBillsItHas(TestDatabase db) {
        LedgerWorld world = planned(db);
        bill(world, JANUARY, "60.00");
        long wrong = bill(world, JANUARY, "100.00");
        reverse(world, wrong, LocalDate.of(2026, 2, 3));
        bill(world, JANUARY, "70.00");
        BudgetPlan plan = plan(world);
        assertEquals(1, plan.months().size());
        assertEquals(yuan("130.00"), plan.months().get(0).billed());
        assertEquals(yuan("100.00"), plan.months().get(0).instalment());
        assertEquals(yuan("30.00"), plan.balance());
        assertProven(world);
        // the same bill again is refused by the database and leaves nothing behind
        IssuedBill again = world.issued.get(3);
        assertThrows(RuntimeException.class, () -> world.db.unitOfWork().required(() -> world.posting.post(List.of(again))));
        assertEquals(yuan("30.00"), plan(world).balance());
        assertProven(world);
    }

    @OnEachDatabase
    void aBillThatIsReversedAfterTheSettlementIsCredited(TestDatabase db) {
        LedgerWorld world = planned(db);
        world.pay("A101", "301.00", LocalDate.of(2025, 11, 10), "plan-0008");
        long first = bill(world, JANUARY, "160.00");
        db.clock().setDate(LocalDate.of(2026, 2, 20));
        world.plans.end(ADMIN, plan(world).id());
        world.pay("A101", "160.00", LocalDate.of(2026, 2, 10), "plan-0009");
        assertEquals(List.of(), open(world));
        reverse(world, first, LocalDate.of(2026, 2, 20));
        // 60 of the settlement and 100 of the instalment have become free
        assertEquals(0, yuan("160.00").compareTo(advance(world)));
        assertProven(world);
        bill(world, JANUARY, "130.00");
        assertEquals(List.of(), open(world));
        assertEquals(0, yuan("30.00").compareTo(advance(world)));
        assertProven(world);
    }

    @OnEachDatabase
    void proposesAnotherInstalmentHalfwayWhenTheBalanceRunsAway(TestDatabase db) {
        LedgerWorld world = planned(db);
        BillingMonth month = JANUARY;
        for (int i = 0; i < 5; i++) {
            bill(world, month, "200.00");
            month = month.next();
        }
        assertNull(plan(world).review());
        bill(world, month, "200.00");
        assertEquals(1, world.plans.running(ADMIN, true, PageRequest.first(10)).items().size());
        PlanProposal review = plan(world).review();
        // 600 is more than 20 % of 600; (301 + 6 × 200) / 9 = 166.78, and 600 over the 6 months that are left
        assertEquals(yuan("166.78"), review.average());
        assertEquals(6, review.months());
        assertEquals(yuan("100.00"), review.spread());
        assertEquals(yuan("267.00"), review.instalment());
        long id = plan(world).id();
        assertThrows(KarawattException.class, () -> world.plans.change(ADMIN, id, month("202606"), review.instalment()));
        assertNull(world.plans.change(ADMIN, id, month("202607"), review.instalment()).review());
        assertTrue(world.plans.running(ADMIN, true, PageRequest.first(10)).items().isEmpty());
        bill(world, month("202607"), "200.00");
        assertEquals(yuan("267.00"), openOf(world, "INSTALMENT", month("202607")));
        assertProven(world);
    }

    private static BillingMonth month(String value) {
        return new BillingMonth(Integer.parseInt(value));
    }

    @OnEachDatabase
    void refusesWhatCannotBeAndWhomItDoesNotConcern(TestDatabase db) {
        LedgerWorld world = planned(db);
        long id = plan(world).id();
        assertEquals(Kind.CONFLICT, assertThrows(KarawattException.class,
                () -> world.plans.agree(ADMIN, new PlanDraft("A101", JANUARY, null))).kind());
        assertEquals(Kind.INVALID, assertThrows(KarawattException.class,
                () -> world.plans.agree(ADMIN, new PlanDraft("A103", new BillingMonth(202702), yuan("10")))).kind());
        // every fault of the input at once
        assertEquals(3, assertThrows(KarawattException.class, () -> world.plans.agree(ADMIN, new PlanDraft(" ", null, yuan("-1"))))
                .faults().size());
        var stranger = TestContexts.clerk("/33/3302/", "ledger.read", "payment.plan");
        assertEquals(Kind.NOT_FOUND, assertThrows(KarawattException.class, () -> world.plans.plan(stranger, id)).kind());
        assertEquals(Kind.NOT_FOUND, assertThrows(KarawattException.class, () -> world.plans.end(stranger, id)).kind());
        assertEquals(0, world.plans.running(stranger, false, PageRequest.first(10)).total());
        assertEquals(Kind.DENIED, assertThrows(KarawattException.class,
                () -> world.plans.end(TestContexts.clerk("/33/", "ledger.read"), id)).kind());
    }
}
