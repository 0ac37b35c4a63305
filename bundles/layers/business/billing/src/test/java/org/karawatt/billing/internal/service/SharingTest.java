package org.karawatt.billing.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.karawatt.billing.internal.service.FakeDomains.dec;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillLine;
import org.karawatt.billing.api.Correction;
import org.karawatt.billing.api.CorrectionDraft;
import org.karawatt.billing.api.SharedMonth;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.quantity.DayCurve;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.LoadCurve;
import org.karawatt.metering.api.PointLoss;
import org.karawatt.metering.api.PointRule;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.metering.api.SharingGroup;
import org.karawatt.metering.api.SharingGroup.Member;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

/**
 * A production of account 4 shared by three accounts (F75): half, three and two tenths. All energy of the month is in the four hours from
 * ten o'clock on 10 June.
 *
 * <pre>
 *                    10    11    12    13     used  shared
 * produced           10     4     0     8
 * account 1 uses      5     1     2     1        9
 *   gets (0.5)        5     1     0     1              7
 * account 2 uses      2     2     2     2        8
 *   gets (0.3)        2   1.2     0     2            5.2
 * account 3 uses      1     4     2    10       17
 *   gets (0.2)        1   0.8     0   1.6            3.4
 * surplus             2     1     0   3.4      6.4 of 22
 * </pre>
 *
 * Each pays 0.10 for a shared kWh: 0.70, 0.52 and 0.34, and the 1.56 are credited to the producer.
 */
class SharingTest {

    private static final CallContext ADMIN = TestContexts.admin();
    private static final BillingMonth JUNE = new BillingMonth(202606);
    private static final LocalDate LONG_AGO = LocalDate.of(2015, 6, 1);
    private static final LocalDate DAY = LocalDate.of(2026, 6, 10);
    private static final LocalDate AUGUST = LocalDate.of(2026, 8, 1);
    private static final long PRODUCER = 4;

    private static List<BigDecimal> day(String... fromTen) {
        List<BigDecimal> values = new ArrayList<>(Collections.nCopies(24, BigDecimal.ZERO));
        for (int i = 0; i < fromTen.length; i++) {
            values.set(10 + i, fromTen[i] == null ? null : dec(fromTen[i]));
        }
        return values;
    }

    private static void curves(House house, long account, String channel, String... fromTen) {
        curves(house.domains, account, channel, fromTen);
    }

    /** Curves of June and July. */
    private static void curves(FakeDomains domains, long account, String channel, String... fromTen) {
        domains.curves.removeIf(curve -> curve.accountId() == account && curve.channel().equals(channel));
        for (LocalDate day = JUNE.firstDay(); day.isBefore(AUGUST); day = day.plusDays(1)) {
            domains.curves.add(new LoadCurve(account * 10, account, day, channel,
                    new DayCurve(day.equals(DAY) ? day(fromTen) : day()), 0, "head-end", Instant.EPOCH));
        }
    }

    private static Member member(House house, long account, String share, LocalDate from, LocalDate to) {
        return new Member(account, house.domains.accounts.get(account).accountNo(), dec(share), dec("0.10"), from, to);
    }

    private static void group(House house, Member... members) {
        group(house, SharingGroup.FIXED, members);
    }

    private static void group(House house, String method, Member... members) {
        house.domains.sharingGroups.clear();
        house.domains.sharingGroups.add(new SharingGroup(1, "G1", "一号楼光伏", PRODUCER * 10, "P4", PRODUCER,
                house.domains.accounts.get(PRODUCER).accountNo(), FakeDomains.EAST, method, List.of(members)));
    }

    private static House house(TestDatabase db) {
        House house = new House(db);
        house.domains.account(1, FakeDomains.EAST, "INDUSTRY", "CALLED", LONG_AGO);
        house.domains.account(2, FakeDomains.EAST, "RESIDENTIAL", "HUNAN", LONG_AGO);
        house.domains.account(3, FakeDomains.EAST, "RESIDENTIAL", "HUNAN", LONG_AGO);
        house.domains.account(PRODUCER, FakeDomains.EAST, "RESIDENTIAL", "NET", JUNE.firstDay());
        house.domains.read(1, JUNE, RegisterKind.AP_TOTAL, "0", "9", "1");
        house.domains.read(2, JUNE, RegisterKind.AP_TOTAL, "0", "8", "1");
        house.domains.read(3, JUNE, RegisterKind.AP_TOTAL, "0", "17", "1");
        house.domains.read(PRODUCER, JUNE, RegisterKind.AP_TOTAL, "0", "100", "1");
        curves(house, PRODUCER, "FED", "10", "4", "0", "8");
        curves(house, 1, "DRAWN", "5", "1", "2", "1");
        curves(house, 2, "DRAWN", "2", "2", "2", "2");
        curves(house, 3, "DRAWN", "1", "4", "2", "10");
        group(house, member(house, 1, "0.5", LONG_AGO, null), member(house, 2, "0.3", LONG_AGO, null),
                member(house, 3, "0.2", LONG_AGO, null));
        db.clock().setDate(LocalDate.of(2026, 7, 2));
        return house;
    }

    private static Bill billed(House house, long account) {
        Bill bill = house.only(account, JUNE);
        assertEquals(List.of(), house.service.replay(ADMIN, bill.id()).differences());
        return bill;
    }

    private static BillLine shared(Bill bill) {
        return line(bill, "SHARED");
    }

    private static BillLine line(Bill bill, String component) {
        return bill.lines().stream().filter(line -> line.component().equals(component)).findFirst().orElseThrow();
    }

    private static BigDecimal component(House house, BillingMonth month, String component) {
        return house.service.componentsBilled(month, "/33/").getOrDefault(component, BigDecimal.ZERO);
    }

    private static List<String> codes(House house) {
        return house.bill(JUNE).parked().stream().map(parked -> parked.code().code()).toList();
    }

    private static void same(String expected, BigDecimal actual) {
        assertEquals(0, dec(expected).compareTo(actual), () -> expected + " but " + actual);
    }

    @OnEachDatabase
    void sharedEnergyIsNotBoughtFromTheGrid(TestDatabase db) {
        House house = house(db);
        assertEquals(List.of(), codes(house));
        // 2 kWh bought at the peak's 0.80 and 7 shared at 0.10
        Bill first = billed(house, 1);
        same("2.30", first.amount());
        same("7", shared(first).quantity());
        same("0.70", shared(first).amount());
        same("9", first.energyKwh());
        // 2.8 x 0.588 = 1.6464 and 5.2 x 0.10
        same("2.17", billed(house, 2).amount());
        // 13.6 x 0.588 = 7.9968 and 3.4 x 0.10
        same("8.34", billed(house, 3).amount());
        // what nobody got is taken from what the producer buys, (100 - 6.4) x 0.50, and he is credited with what the members pay
        same("45.24", billed(house, PRODUCER).amount());
        assertTrue(house.service.energyBalance(JUNE, "/33/").holds());
        String zh = house.service.explain(ADMIN, first.id(), Locale.CHINESE).steps().toString();
        assertTrue(zh.contains("共享自用：用电 9 千瓦时中共享 7") , zh);
        String en = house.service.explain(ADMIN, first.id(), Locale.ENGLISH).steps().toString();
        assertTrue(en.contains("7 kWh were shared") || en.contains("7.000 kWh were shared"), en);
    }

    @OnEachDatabase
    void whatMembersPayIsCreditedToTheProducerWhoeverIsBilledFirst(TestDatabase db) {
        House house = house(db);
        assertEquals(1, house.bill(JUNE, "33", PRODUCER - 1, BillingTest.ALL, 10).done());
        Bill producer = billed(house, PRODUCER);
        BillLine sold = line(producer, "SHARED_SOLD");
        same("15.6", sold.quantity());
        same("-0.10", sold.price());
        same("-1.56", sold.amount());
        same("45.24", producer.amount());
        same("100", producer.energyKwh().add(dec("6.4")));
        String zh = house.service.explain(ADMIN, producer.id(), Locale.CHINESE).steps().toString();
        String member = house.domains.accounts.get(2L).accountNo();
        assertTrue(zh.contains("成员 " + member + "：5.2"), zh);
        String en = house.service.explain(ADMIN, producer.id(), Locale.ENGLISH).steps().toString();
        assertTrue(en.contains("member " + member + ": 5.2"), en);
        assertEquals(List.of(), codes(house));
        same("1.56", component(house, JUNE, "SHARED"));
        same("-1.56", component(house, JUNE, "SHARED_SOLD"));
        same("45.24", billed(house, PRODUCER).amount());
    }

    /** The producer is not read in June; what the members have paid for June is on his bill of both months, and only there. */
    @OnEachDatabase
    void aLaterBillOfTheProducerCreditsAllDaysThatItCovers(TestDatabase db) {
        House house = house(db);
        house.domains.readings.removeIf(reading -> reading.accountId() == PRODUCER);
        assertEquals(1, house.bill(JUNE).parked().size());
        same("1.56", component(house, JUNE, "SHARED"));
        same("0", component(house, JUNE, "SHARED_SOLD"));
        BillingMonth july = JUNE.next();
        house.domains.readings.removeIf(reading -> true);
        house.domains.read(PRODUCER, july, RegisterKind.AP_TOTAL, "0", "100", "1");
        house.domains.move(PRODUCER, JUNE.firstDay(), AUGUST);
        db.clock().setDate(AUGUST.plusDays(1));
        assertEquals(1, house.bill(july, "33", PRODUCER - 1, BillingTest.ALL, 10).done());
        Bill bill = house.only(PRODUCER, july);
        same("-1.56", line(bill, "SHARED_SOLD").amount());
        same("45.24", bill.amount());
    }

    /**
     * Account 1 changes to another group on the day of the use: its 7 kWh come from there at 0.20, and that producer, whose surplus is 15,
     * pays (100 - 15) x 0.50 less 1.40.
     */
    @OnEachDatabase
    void aMemberMayChangeToAnotherGroupWithinTheDaysOfABill(TestDatabase db) {
        House house = house(db);
        long other = 5;
        String member = house.domains.accounts.get(1L).accountNo();
        house.domains.account(other, FakeDomains.EAST, "RESIDENTIAL", "NET", JUNE.firstDay());
        house.domains.read(other, JUNE, RegisterKind.AP_TOTAL, "0", "100", "1");
        curves(house, other, "FED", "10", "4", "0", "8");
        group(house, new Member(1, member, dec("0.5"), dec("0.10"), LONG_AGO, DAY));
        house.domains.sharingGroups.add(new SharingGroup(2, "G2", "二号楼光伏", other * 10, "P5", other,
                house.domains.accounts.get(other).accountNo(), FakeDomains.EAST, SharingGroup.FIXED,
                List.of(new Member(1, member, dec("0.5"), dec("0.20"), DAY, null))));
        assertEquals(List.of(), codes(house));
        // 2 x 0.80 and 7 x 0.20
        same("3.00", billed(house, 1).amount());
        // 100 - 22 of surplus
        same("39.00", billed(house, PRODUCER).amount());
        same("41.10", billed(house, other).amount());
    }

    private static BigDecimal owedToProducers(BookedHouse house) {
        return house.booked.ledger.balances(ADMIN).stream().filter(balance -> balance.code().equals("224101"))
                .map(balance -> balance.credit().subtract(balance.debit())).findFirst().orElseThrow();
    }

    private static BigDecimal corrected(BookedHouse house, long account) {
        Bill bill = house.bills(account).get(0);
        Correction proposed = house.corrections.propose(BookedHouse.CLERK, bill.billNo(),
                new CorrectionDraft("READING", "curve put right", List.of()), "curve-" + account);
        house.corrections.approve(BookedHouse.CHIEF, proposed.id(), "seen");
        Bill right = house.bills(account).get(2);
        assertEquals(List.of(), house.billing.replay(ADMIN, right.id()).differences());
        assertEquals(List.of(), house.billing.replay(ADMIN, bill.id()).differences());
        return right.amount();
    }

    /**
     * Account 30 gets 7 kWh as account 1 above: 2 x 0.588 = 1.176 and 0.70; the producer, 40, pays (100 - 15) x 0.50 less 0.70. Then its
     * curve turns out to be 1, 5, 2, 1, of which it gets 1, 2, 0, 1: 5 x 0.588 and 0.40; (100 - 18) x 0.50 less 0.40.
     */
    @OnEachDatabase
    void correctionsCreditWhatIsPaidThen(TestDatabase db) {
        BookedHouse house = new BookedHouse(db);
        db.clock().setDate(LocalDate.of(2026, 7, 2));
        String member = house.household(30);
        String producer = house.household(40);
        house.domains.assign(30, "HUNAN", LONG_AGO, "NONE", null, null);
        house.domains.assign(40, "NET", JUNE.firstDay(), "NONE", null, null);
        house.domains.accounts.put(40L, new AccountTerms(40, producer, FakeDomains.EAST, "RESIDENTIAL", "AC00003", JUNE.firstDay()));
        house.read(30, JUNE, "0", "9");
        house.read(40, JUNE, "0", "100");
        curves(house.domains, 30, "DRAWN", "5", "1", "2", "1");
        curves(house.domains, 40, "FED", "10", "4", "0", "8");
        house.domains.sharingGroups.add(new SharingGroup(1, "G1", "一号楼光伏", 400, "P40", 40, producer, FakeDomains.EAST,
                SharingGroup.FIXED, List.of(new Member(30, member, dec("0.5"), dec("0.10"), LONG_AGO, null))));
        assertEquals(List.of(), house.bill(JUNE).parked());
        same("1.88", house.bills(30).get(0).amount());
        same("41.80", house.bills(40).get(0).amount());
        same("0", owedToProducers(house));
        house.assertProven(JUNE);
        curves(house.domains, 30, "DRAWN", "1", "5", "2", "1");
        same("3.34", corrected(house, 30));
        same("-0.30", owedToProducers(house));
        same("40.60", corrected(house, 40));
        same("0", owedToProducers(house));
        house.assertProven(JUNE);
    }

    /**
     * Account 2 bears 3 kWh of transformer losses and 10 % of line losses of 8 + 3, all of which it buys, 8 - 5.2 + 4.1: 6.9 x 0.588 and
     * 0.52. Account 1 has a transformer and no group: 9 + 3 + 1.2 at the peak's 0.80, which is when all of it was used.
     */
    @OnEachDatabase
    void lossesAreThoseOfAllThatWasMeasuredAndAreBought(TestDatabase db) {
        House house = house(db);
        group(house, member(house, 2, "0.3", LONG_AGO, null));
        PointLoss loss = new PointLoss("GIVEN", null, null, dec("3"), null, null, null, dec("10"), "READ_AND_TRANSFORMER", null, null);
        house.domains.rules.add(new PointRule(1, 1, "METERED", null, null, null, null, null, loss, LONG_AGO, null));
        house.domains.rules.add(new PointRule(2, 2, "METERED", null, null, null, null, null, loss, LONG_AGO, null));
        assertEquals(List.of(), codes(house));
        Bill bill = billed(house, 2);
        same("5.2", shared(bill).quantity());
        same("12.1", bill.energyKwh());
        same("4.58", bill.amount());
        same("10.56", billed(house, 1).amount());
        assertTrue(house.service.energyBalance(JUNE, "/33/").holds());
    }

    /** Curves of all points are added; one that is to be taken out of another would be bought twice. */
    @OnEachDatabase
    void subMetersAreNotBilledFromCurves(TestDatabase db) {
        House house = house(db);
        group(house, member(house, 2, "0.3", LONG_AGO, null));
        house.domains.rules.add(new PointRule(1, 11, "METERED", null, null, null, 1L, "SERIES", PointLoss.NONE, LONG_AGO, null));
        house.domains.rules.add(new PointRule(2, 22, "METERED", null, null, null, 2L, "SERIES", PointLoss.NONE, LONG_AGO, null));
        assertEquals(List.of("BILLING-066", "BILLING-066"), codes(house));
    }

    @OnEachDatabase
    void sharesHoldFromDayToDay(TestDatabase db) {
        House house = house(db);
        // the third joins a day too late, and the first has left before
        group(house, member(house, 1, "0.5", LONG_AGO, DAY), member(house, 2, "0.3", LONG_AGO, null),
                member(house, 3, "0.2", DAY.plusDays(1), null));
        assertEquals(List.of(), codes(house));
        // 9 x 0.80, and nothing shared
        same("7.20", billed(house, 1).amount());
        same("0", shared(billed(house, 1)).quantity());
        same("2.17", billed(house, 2).amount());
        // 17 x 0.588 = 9.996
        same("10.00", billed(house, 3).amount());
    }

    private static Member byUse(House house, long account) {
        return new Member(account, house.domains.accounts.get(account).accountNo(), null, dec("0.10"), LONG_AGO, null);
    }

    /**
     * At ten there is enough for all. At eleven 4 kWh go to uses of 1, 2 and 4: 0.571, 1.142 and 2.285, cut to watt-hours; at thirteen 8 to 1,
     * 2 and 10: 0.615, 1.230 and 6.153. Account 1 has got 5 + 0.571 + 0.615.
     */
    @OnEachDatabase
    void sharesInProportionToTheUse(TestDatabase db) {
        House house = house(db);
        group(house, SharingGroup.PROPORTIONAL, byUse(house, 1), byUse(house, 2), byUse(house, 3));
        assertEquals(List.of(), codes(house));
        Bill bill = billed(house, 1);
        same("6.186", shared(bill).quantity());
        // 2.814 x 0.80 = 2.2512 and 6.186 x 0.10 = 0.6186
        same("2.87", bill.amount());
        same("9.438", shared(billed(house, 3)).quantity());
        // 22 - 6.186 - 4.372 - 9.438 = 2.004 are left: (100 - 2.004) x 0.50 = 48.998; members pay 0.62, 0.44 and 0.94
        Bill producer = billed(house, PRODUCER);
        same("-2.00", line(producer, "SHARED_SOLD").amount());
        same("47.00", producer.amount());
    }

    @OnEachDatabase
    void anotherPriceWithinTheDaysMakesTwoStretches(TestDatabase db) {
        House house = house(db);
        String accountNo = house.domains.accounts.get(1L).accountNo();
        group(house, new Member(1, accountNo, dec("0.5"), dec("0.10"), LONG_AGO, DAY),
                new Member(1, accountNo, dec("0.5"), dec("0.20"), DAY, null));
        assertEquals(List.of(), codes(house));
        Bill bill = billed(house, 1);
        // everything was used from that day on: 2 x 0.80 and 7 x 0.20
        same("3.00", bill.amount());
        assertEquals(List.of("0.00", "1.40"), bill.lines().stream().filter(line -> line.component().equals("SHARED"))
                .map(line -> line.amount().toPlainString()).toList());
        same("9", bill.energyKwh());
        assertTrue(house.service.energyBalance(JUNE, "/33/").holds());
    }

    @OnEachDatabase
    void aHoleInACurveParksTheGroup(TestDatabase db) {
        House house = house(db);
        curves(house, 3, "DRAWN", "1", "4", null, "10");
        assertEquals(Collections.nCopies(4, "BILLING-065"), codes(house));
        curves(house, 3, "DRAWN", "1", "4", "2", "10");
        house.domains.curves.removeIf(curve -> curve.channel().equals("FED") && curve.day().equals(DAY.plusDays(3)));
        assertEquals(Collections.nCopies(4, "BILLING-065"), codes(house));
        curves(house, PRODUCER, "FED", "10", "4", "0", "8");
        assertEquals(List.of(), codes(house));
        same("2.30", billed(house, 1).amount());
    }

    @OnEachDatabase
    void showsWhatWasSharedInAMonth(TestDatabase db) {
        House house = house(db);
        SharedMonth month = new DefaultSharedEnergyService(new HourlySource(house.domains.curveService, house.domains.marketService,
                house.domains.sharingService), db.clock()).shared(ADMIN, "G1", JUNE);
        same("22", month.produced());
        same("6.4", month.surplus());
        assertEquals(3, month.parts().size());
        same("8", month.parts().get(1).used());
        same("5.2", month.parts().get(1).shared());
        assertEquals(30, month.days().size());
        same("15.6", month.days().get(9).shared());
    }
}
