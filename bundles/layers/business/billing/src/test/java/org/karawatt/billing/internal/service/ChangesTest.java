package org.karawatt.billing.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.karawatt.billing.internal.service.FakeDomains.dec;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillLine;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.billing.api.Opening;
import org.karawatt.billing.api.StudyKind;
import org.karawatt.billing.api.StudyReport;
import org.karawatt.billing.api.StudyRequest;
import org.karawatt.billing.internal.store.OpeningStore;
import org.karawatt.equipment.api.CapacityHistory;
import org.karawatt.equipment.api.LossParameters;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.PointLoss;
import org.karawatt.metering.api.PointRule;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.tariff.api.SpecialTerms;
import org.karawatt.tariff.api.TariffAssignment;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

/** What a real utility has: losses, sub-meters, holds, and whatever changes within a period (rules C.3, C.6, C.7, C.8, C.19). */
class ChangesTest {

    private static final CallContext ADMIN = TestContexts.admin();
    private static final BillingMonth JAN = new BillingMonth(202601);
    private static final BillingMonth FEB = new BillingMonth(202602);
    private static final BillingMonth JUNE = new BillingMonth(202606);
    private static final BillingMonth AUG = new BillingMonth(202608);
    private static final BillingMonth SEP = new BillingMonth(202609);
    private static final LocalDate LONG_AGO = LocalDate.of(2015, 6, 1);
    private static final LocalDate MIDDLE = LocalDate.of(2026, 1, 16);

    private static PointRule metered(long account, long point, Long parent, String connection, String item, PointLoss loss, LocalDate to) {
        return new PointRule(account, point, "METERED", null, null, item, parent, connection, loss, LONG_AGO, to);
    }

    private static PointLoss given(String kwh, String kvarh, String linePct) {
        return new PointLoss("GIVEN", null, null, dec(kwh), kvarh == null ? null : dec(kvarh), null, null,
                linePct == null ? null : dec(linePct), linePct == null ? null : "READ_AND_TRANSFORMER", null, 0);
    }

    private static void reading(FakeDomains domains, long account, long point, long register, BillingMonth month, RegisterKind kind,
            LocalDate from, LocalDate to, String previous, String value, String multiplier, String reason) {
        BigDecimal quantity = (kind.isDemand() ? dec(value) : dec(value).subtract(dec(previous))).multiply(dec(multiplier));
        domains.readings.add(new MeterReading(domains.readings.size() + 1L, register, account, point, month, kind, to, dec(value), from,
                dec(previous), dec(multiplier), quantity.setScale(4), reason, 0, "FILE", "ACCEPTED", 0, null));
    }

    /** A reading of a whole month. */
    private static void reading(FakeDomains domains, long account, long point, BillingMonth month, RegisterKind kind, String value) {
        reading(domains, account, point, point * 100 + kind.ordinal(), month, kind, month.firstDay(), month.next().firstDay(), "0", value, "1",
                "REGULAR");
    }

    private static void assign(FakeDomains domains, long account, String tariff, LocalDate from, LocalDate to, String method, String contract,
            String standard) {
        domains.assignments.add(new TariffAssignment(domains.assignments.size() + 1000L, account, tariff, from, to, method,
                contract == null ? null : dec(contract), standard == null ? null : dec(standard), null, false, 0));
    }

    private static void account(FakeDomains domains, long id, String tariff) {
        domains.account(id, FakeDomains.EAST, "COMMERCIAL", tariff, LONG_AGO);
    }

    /** Bills one account and holds preview, replay and the proof of energy against it. */
    private static Bill billed(House house, long account, BillingMonth month) {
        String no = house.domains.accounts.get(account).accountNo();
        BigDecimal preview = house.service.preview(ADMIN, no, month, Locale.ENGLISH).bill().amount();
        assertEquals(List.of(), house.bill(month).parked());
        Bill bill = house.only(account, month);
        assertEquals(preview, bill.amount());
        assertEquals(List.of(), house.service.replay(ADMIN, bill.id()).differences());
        String text = explained(house, bill);
        assertTrue(!text.contains("rating.") && !text.contains("{"), text);
        assertTrue(house.service.energyBalance(month, "/33/").holds(), house.service.energyBalance(month, "/33/").toString());
        return bill;
    }

    private static String explained(House house, Bill bill) {
        return house.service.explain(ADMIN, bill.id(), Locale.ENGLISH).steps().toString();
    }

    private static void amount(String expected, Bill bill, String component) {
        assertEquals(new BigDecimal(expected), BillingTest.sums(bill).get(component), bill.lines().toString());
    }

    private static List<BillLine> lines(Bill bill, String component) {
        return bill.lines().stream().filter(line -> line.component().equals(component)).toList();
    }

    /** Supply since October: 540 and 1050 kWh of the year; 1200 kWh are 510 in the second tier and 150 in the third. */
    @OnEachDatabase
    void theLastBillOfTheYearSettlesIt(TestDatabase db) {
        House house = new House(db);
        LocalDate october = LocalDate.of(2026, 10, 1);
        house.domains.account(1, FakeDomains.EAST, "RESIDENTIAL", "SHAANXI", october);
        house.domains.read(1, new BillingMonth(202610), RegisterKind.AP_TOTAL, "0", "400", "1");
        assertEquals(new BigDecimal("199.32"), billed(house, 1, new BillingMonth(202610)).amount());
        house.domains.account(2, FakeDomains.EAST, "RESIDENTIAL", "SHAANXI", october.plusMonths(1));
        house.domains.cycle(2, "2");
        house.domains.account(3, FakeDomains.EAST, "RESIDENTIAL", "SHAANXI", october.plusMonths(1));
        for (long account = 1; account <= 3; account++) {
            house.domains.read(account, new BillingMonth(202611), RegisterKind.AP_TOTAL, "0", account == 1 ? "500" : "700", "1");
        }
        assertEquals(new BigDecimal("249.15"), billed(house, 1, new BillingMonth(202611)).amount());
        // read in odd months, so November is the last of its year: 700 x 0.4983 and 340 over 360 kWh at 0.05
        assertEquals(new BigDecimal("365.81"), house.only(2, new BillingMonth(202611)).amount());
        assertEquals(new BigDecimal("348.81"), house.only(3, new BillingMonth(202611)).amount());
        house.domains.read(1, new BillingMonth(202612), RegisterKind.AP_TOTAL, "0", "300", "1");
        assertEquals(List.of(2L, 3L), house.bill(new BillingMonth(202612)).parked().stream().map(parked -> parked.key()).toList(), "not read");
        // 300 x 0.4983 + 510 x 0.05 + 150 x 0.30
        assertEquals(new BigDecimal("219.99"), house.only(1, new BillingMonth(202612)).amount());
    }

    private static void special(FakeDomains domains, long account, String tariff, String method, String contract, SpecialTerms special) {
        domains.assignments.removeIf(a -> a.accountId() == account);
        domains.assignments.add(new TariffAssignment(account, account, tariff, LONG_AGO, null, method, contract == null ? null : dec(contract),
                null, null, false, special, 0));
    }

    /** Electric heating stays on the second tier and 15 kWh a month are free (rules C.4, Shandong): 6000 x 0.5 + 3480 x 0.05 - 7.50. */
    @OnEachDatabase
    void whatAppliesToFewHouseholdsIsBilled(TestDatabase db) {
        House house = new House(db);
        house.domains.account(1, FakeDomains.EAST, "RESIDENTIAL", "SHANDONG", LONG_AGO);
        special(house.domains, 1, "SHANDONG", "NONE", null, new SpecialTerms(null, null, 2, List.of("LOW_INCOME")));
        house.domains.read(1, JAN, RegisterKind.AP_TOTAL, "0", "6000", "1");
        Bill bill = billed(house, 1, JAN);
        assertEquals(new BigDecimal("3166.50"), bill.amount());
        amount("-7.50", bill, "SUBSIDY");
    }

    /**
     * One and a half times the purchase price, a contract below the tariff's floor that the grid itself allows, and tax on top:
     * (1000 x 0.4 + 1000 x 0.2 + 300 x 42) x 1.13. Without the grid's own percentage the bill is refused.
     */
    @OnEachDatabase
    void whatAppliesToFewCompaniesIsBilled(TestDatabase db) {
        House house = new House(db);
        for (long account = 1; account <= 2; account++) {
            account(house.domains, account, "BOUGHT");
            special(house.domains, account, "BOUGHT", "CONTRACT_DEMAND", "300",
                    new SpecialTerms(account == 1 ? dec("25") : null, dec("1.5"), null, List.of()));
            house.domains.capacity.add(new CapacityHistory(account, List.of(new CapacityHistory.Change(LONG_AGO, dec("1000"))), List.of()));
            reading(house.domains, account, account, JAN, RegisterKind.AP_TOTAL, "1000");
            reading(house.domains, account, account, JAN, RegisterKind.MD, "280");
        }
        assertEquals(List.of("RATING-052"), house.bill(JAN).parked().stream().map(parked -> parked.code().code()).toList());
        Bill bill = house.only(1, JAN);
        amount("200.00", bill, "PURCHASE_FACTOR");
        amount("12600.00", bill, "DEMAND");
        amount("1716.00", bill, "TAX");
        assertEquals(new BigDecimal("14916.00"), bill.amount());
        assertEquals(List.of(), house.service.replay(ADMIN, bill.id()).differences());
    }

    /** Worked case D24 as its text says: 817 x 0.4 + 4183 x 0.395. */
    @OnEachDatabase
    void aSubMeterIsTakenOutOfTheTotal(TestDatabase db) {
        House house = new House(db);
        account(house.domains, 1, "D24");
        reading(house.domains, 1, 11, JAN, RegisterKind.AP_TOTAL, "5000");
        reading(house.domains, 1, 12, JAN, RegisterKind.AP_TOTAL, "817");
        house.domains.rules.add(metered(1, 12, 11L, "SERIES", "HOUSE", PointLoss.NONE, null));
        Bill bill = billed(house, 1, JAN);
        assertEquals(new BigDecimal("1979.09"), bill.amount());
        amount("326.80", bill, "FIXED_QUANTITY");
        assertEquals(0, new BigDecimal("5000").compareTo(bill.energyKwh()));
        assertTrue(explained(house, bill).contains("P12"), "points are named by their numbers");
    }

    /** The same meter beside the main one is not in it: 5000 x 0.395 + 817 x 0.4, and it has no part in the power factor. */
    @OnEachDatabase
    void aMeterBesideTheMainOneIsAdded(TestDatabase db) {
        House house = new House(db);
        account(house.domains, 1, "D24");
        house.domains.assign(1, "D24", LONG_AGO, "NONE", "0.90", null);
        reading(house.domains, 1, 11, JAN, RegisterKind.AP_TOTAL, "5000");
        reading(house.domains, 1, 11, JAN, RegisterKind.RP_TOTAL, "5900");
        reading(house.domains, 1, 12, JAN, RegisterKind.AP_TOTAL, "817");
        house.domains.rules.add(metered(1, 12, 11L, "PARALLEL", "HOUSE", PointLoss.NONE, null));
        Bill bill = billed(house, 1, JAN);
        amount("326.80", bill, "FIXED_QUANTITY");
        amount("1975.00", bill, "ENERGY");
        // Q/P = 1.18 is 0.65, which costs 15 % at the standard of 0.90 (D8)
        amount("296.25", bill, "POWER_FACTOR");
    }

    /** Worked case D-K1. */
    @OnEachDatabase
    void transformerAndLineLossesAreBilled(TestDatabase db) {
        House house = new House(db);
        account(house.domains, 1, "D1");
        house.domains.assign(1, "D1", LONG_AGO, "NONE", "0.90", null);
        reading(house.domains, 1, 11, JAN, RegisterKind.AP_TOTAL, "40000");
        reading(house.domains, 1, 11, JAN, RegisterKind.RP_TOTAL, "10000");
        house.domains.rules.add(metered(1, 11, null, null, null, given("1037", "7200", "3"), null));
        Bill bill = billed(house, 1, JAN);
        assertEquals(0, new BigDecimal("42268").compareTo(bill.energyKwh()));
        amount("21134.00", bill, "ENERGY");
        amount("-63.40", bill, "POWER_FACTOR");
    }

    /** By formula: 0.5 kW x 720 h = 360, and 2 % of 10000 = 200. */
    @OnEachDatabase
    void lossesByFormulaTakeTheFiguresOfTheTransformer(TestDatabase db) {
        House house = new House(db);
        account(house.domains, 1, "D1");
        reading(house.domains, 1, 11, JAN, RegisterKind.AP_TOTAL, "10000");
        house.domains.transformers.put(7L, new LossParameters(7, dec("200"), dec("0.5"), null));
        house.domains.rules.add(metered(1, 11, null, null, null,
                new PointLoss("FORMULA", null, 7L, null, null, null, null, null, null, null, 0), null));
        assertEquals(new BigDecimal("5280.00"), billed(house, 1, JAN).amount());
    }

    /** Worked case D1: transformer, meter, tariff and power factor change together; in June, so that 20 days of loss are 20/30. */
    @OnEachDatabase
    void aChangeOfTheSupplyIsBilledInStretches(TestDatabase db) {
        House house = new House(db);
        LocalDate change = LocalDate.of(2026, 6, 21);
        account(house.domains, 1, null);
        assign(house.domains, 1, "D1", LONG_AGO, change, "NONE", null, null);
        assign(house.domains, 1, "D1-TOU", change, null, "NONE", null, "0.90");
        reading(house.domains, 1, 11, 1, JUNE, RegisterKind.AP_TOTAL, JUNE.firstDay(), change, "1500", "1800", "20", "REMOVAL");
        Map<RegisterKind, String> shown = Map.of(RegisterKind.AP_TOTAL, "180", RegisterKind.AP_PEAK, "40", RegisterKind.AP_VALLEY, "30",
                RegisterKind.RP_TOTAL, "81");
        shown.forEach((kind, value) -> reading(house.domains, 1, 11, 10 + kind.ordinal(), JUNE, kind, change, LocalDate.of(2026, 7, 1), "0",
                value, "200", "REGULAR"));
        house.domains.rules.add(metered(1, 11, null, null, null, given("304", null, null), change));
        Bill bill = billed(house, 1, JUNE);
        assertEquals(new BigDecimal("21673.60"), bill.amount());
        assertEquals("3101.50", lines(bill, "ENERGY").get(0).amount().toPlainString());
        amount("-27.90", bill, "POWER_FACTOR");
        assertEquals("D1-TOU", bill.tariffCode());
        assertEquals(JUNE.firstDay(), bill.periodFrom());
        assertEquals(LocalDate.of(2026, 7, 1), bill.periodTo());
        assertTrue(!explained(house, bill).contains("Nothing was read"), "somebody has read both meters on the day");
    }

    /** 3100 kWh: 15 of 31 days at 0.50, 16 at 0.60; the fee of the bill once. */
    @OnEachDatabase
    void aNewPriceCountsFromItsDay(TestDatabase db) {
        House house = new House(db);
        account(house.domains, 1, "DEARER");
        reading(house.domains, 1, 11, JAN, RegisterKind.AP_TOTAL, "3100");
        Bill bill = billed(house, 1, JAN);
        amount("1710.00", bill, "ENERGY");
        amount("3.00", bill, "FIXED_CHARGE");
        assertTrue(explained(house, bill).contains("by 15/31 days this stretch has 1,500"), explained(house, bill));
    }

    /** Bills of two tariff versions and of two tariffs come out of a replay run to the cent, line by line. */
    @OnEachDatabase
    void aReplayRunRepeatsBillsOfSeveralStretches(TestDatabase db) {
        House house = new House(db);
        account(house.domains, 1, "DEARER");
        account(house.domains, 2, null);
        assign(house.domains, 2, "D1", LONG_AGO, MIDDLE, "NONE", null, null);
        assign(house.domains, 2, "DEARER", MIDDLE, null, "NONE", null, null);
        account(house.domains, 3, "D1");
        for (long id = 1; id <= 3; id++) {
            reading(house.domains, id, id * 10, JAN, RegisterKind.AP_TOTAL, "3100");
        }
        assertEquals(List.of(), house.bill(JAN).parked());
        StudyReport report = house.studies.study(ADMIN, house.studies.start(ADMIN, new StudyRequest(StudyKind.REPLAY, JAN, "33", null, null))
                .id()).report();
        assertEquals(3, report.accounts());
        assertEquals(0, report.failed());
        assertEquals(0, report.different());
        BigDecimal billed = house.only(1, JAN).amount().add(house.only(2, JAN).amount()).add(house.only(3, JAN).amount());
        assertEquals(0, billed.compareTo(report.amountBefore()), report::toString);
        assertEquals(0, billed.compareTo(report.amountAfter()), report::toString);
        assertEquals(new BigDecimal("960.00"), lines(house.only(2, JAN), "ENERGY").get(1).amount());
    }

    /** 100 kWh over 31 days in three stretches: nothing is lost to rounding. */
    @OnEachDatabase
    void sharesByDaysAddUp(TestDatabase db) {
        House house = new House(db);
        account(house.domains, 1, null);
        assign(house.domains, 1, "D1", LONG_AGO, LocalDate.of(2026, 1, 8), "NONE", null, null);
        assign(house.domains, 1, "D8", LocalDate.of(2026, 1, 8), LocalDate.of(2026, 1, 23), "NONE", null, null);
        assign(house.domains, 1, "D1", LocalDate.of(2026, 1, 23), null, "NONE", null, null);
        reading(house.domains, 1, 11, JAN, RegisterKind.AP_TOTAL, "100");
        // 100 x 7/31 = 22.58, 100 x 22/31 = 70.97
        assertEquals(List.of("22.58", "48.39", "29.03"), lines(billed(house, 1, JAN), "ENERGY").stream()
                .map(line -> line.quantity().setScale(2).toPlainString()).toList());
    }

    /** Agreed 310 kWh a month until the 16th, 620 from then on: 150 and 320 kWh. */
    @OnEachDatabase
    void aRuleCountsForItsOwnDays(TestDatabase db) {
        House house = new House(db);
        account(house.domains, 1, "D24");
        reading(house.domains, 1, 11, JAN, RegisterKind.AP_TOTAL, "3100");
        house.domains.fixed(1, "310", LONG_AGO, MIDDLE);
        house.domains.fixed(1, "620", MIDDLE, null);
        Bill bill = billed(house, 1, JAN);
        amount("329.00", bill, "FIXED_QUANTITY");
        // (1500 - 150) x 0.395 = 533.25, (1600 - 320) x 0.395 = 505.60
        amount("1038.85", bill, "ENERGY");
    }

    /** Worked case D3 by the rule "new capacity from the day of change": 3150 x 17/30 + 4000 x 13/30. */
    @OnEachDatabase
    void aChangeOfCapacityCountsByDays(TestDatabase db) {
        House house = new House(db);
        account(house.domains, 1, null);
        assign(house.domains, 1, "D3", LONG_AGO, null, "CAPACITY", null, null);
        BillingMonth may = new BillingMonth(202605);
        reading(house.domains, 1, 11, 1, may, RegisterKind.AP_TOTAL, LocalDate.of(2026, 4, 25), LocalDate.of(2026, 5, 25), "0", "100", "1",
                "REGULAR");
        house.domains.capacity.add(new CapacityHistory(1, List.of(new CapacityHistory.Change(LONG_AGO, dec("315")),
                new CapacityHistory.Change(LocalDate.of(2026, 5, 12), dec("400"))), List.of()));
        amount("3518.33", billed(house, 1, may), "CAPACITY");
    }

    /** An agreement of 400 kVA follows one of 315 on the 16th: 315 x 10 x 15/30 + 400 x 10 x 15/30, the 31st costs nothing more. */
    @OnEachDatabase
    void withoutEquipmentTheAgreementsCount(TestDatabase db) {
        House house = new House(db);
        account(house.domains, 1, null);
        assign(house.domains, 1, "D3", LONG_AGO, null, "CAPACITY", null, null);
        reading(house.domains, 1, 11, JAN, RegisterKind.AP_TOTAL, "100");
        house.domains.agree(1, "315", LONG_AGO);
        house.domains.agree(1, "400", MIDDLE);
        amount("3575.00", billed(house, 1, JAN), "CAPACITY");
    }

    /** Worked case D4's days: sealed from 11 to 30 June, 20 days. A seal of ten days is too short to count. */
    @OnEachDatabase
    void sealedCapacityIsFreeWhenItRestsLongEnough(TestDatabase db) {
        House house = new House(db);
        for (long id = 1; id <= 2; id++) {
            account(house.domains, id, null);
            assign(house.domains, id, "D3", LONG_AGO, null, "CAPACITY", null, null);
            reading(house.domains, id, id * 10, JUNE, RegisterKind.AP_TOTAL, "100");
            house.domains.capacity.add(new CapacityHistory(id, List.of(new CapacityHistory.Change(LONG_AGO, dec("1000"))),
                    List.of(new CapacityHistory.Hold(LocalDate.of(2026, 6, 11), LocalDate.of(2026, id == 1 ? 7 : 6, id == 1 ? 1 : 21), dec("630")))));
        }
        house.bill(JUNE);
        // 370 x 10 + 630 x 10 x 10/30
        amount("5800.00", house.only(1, JUNE), "CAPACITY");
        amount("10000.00", house.only(2, JUNE), "CAPACITY");
        assertEquals(List.of(), house.service.replay(ADMIN, house.only(1, JUNE).id()).differences());
    }

    /**
     * Reduced from 315 to 80 kVA on the 16th: 1500 kWh at 0.4 and 315 x 20 x 15/31, then 1600 at the 0.5 of the single part. Of the second
     * account 235 kVA are sealed for as long: 80 run, the price stays, 315 x 20 x 15/31 and 80 x 20 x 16/31.
     */
    @OnEachDatabase
    void aCapacityTooSmallForTwoPartsHasTheSinglePart(TestDatabase db) {
        House house = new House(db);
        for (long id = 1; id <= 4; id++) {
            account(house.domains, id, null);
            assign(house.domains, id, "TWO-PART", LONG_AGO, null, "CAPACITY", null, null);
            reading(house.domains, id, id * 10, JAN, RegisterKind.AP_TOTAL, "3100");
        }
        CapacityHistory.Change before = new CapacityHistory.Change(LONG_AGO, dec("315"));
        house.domains.capacity.add(new CapacityHistory(1, List.of(before, new CapacityHistory.Change(MIDDLE, dec("80"))), List.of()));
        house.domains.capacity.add(new CapacityHistory(2, List.of(before), List.of(new CapacityHistory.Hold(MIDDLE, null, dec("235")))));
        // grows out of it, and small all the time by its agreement
        house.domains.capacity.add(new CapacityHistory(3, List.of(new CapacityHistory.Change(LONG_AGO, dec("100")),
                new CapacityHistory.Change(MIDDLE, dec("101"))), List.of()));
        house.domains.agree(4, "80", LONG_AGO);
        assertEquals(List.of(), house.bill(JAN).parked());
        Bill reduced = house.only(1, JAN);
        amount("1400.00", reduced, "ENERGY");
        amount("3048.39", reduced, "CAPACITY");
        assertEquals("D1", reduced.tariffCode());
        Bill sealed = house.only(2, JAN);
        amount("1240.00", sealed, "ENERGY");
        // 3048.39 and 825.81
        amount("3874.20", sealed, "CAPACITY");
        Bill grown = house.only(3, JAN);
        // 1500 x 0.5 + 1600 x 0.4; 101 x 20 x 16/31
        amount("1390.00", grown, "ENERGY");
        amount("1042.58", grown, "CAPACITY");
        assertEquals("TWO-PART", grown.tariffCode());
        assertEquals(new BigDecimal("1550.00"), house.only(4, JAN).amount());
        for (long id = 1; id <= 4; id++) {
            assertEquals(List.of(), house.service.replay(ADMIN, house.only(id, JAN).id()).differences());
        }
    }

    /**
     * By demand a seal counts in whole months: with 315 of 630 kVA sealed since 11 June a contract of 200 kW is below 40 % of 630 in June,
     * and above 40 % of 315 in July. Where everything is sealed July costs nothing, unless something was drawn.
     */
    @OnEachDatabase
    void byDemandASealTakesWholeMonths(TestDatabase db) {
        House house = new House(db);
        BillingMonth july = JUNE.next();
        LocalDate sealed = LocalDate.of(2026, 6, 11);
        for (long id = 1; id <= 3; id++) {
            account(house.domains, id, null);
            assign(house.domains, id, "TWO-PART", LONG_AGO, null, "CONTRACT_DEMAND", id == 1 ? "200" : "300", null);
            house.domains.capacity.add(new CapacityHistory(id, List.of(new CapacityHistory.Change(LONG_AGO, dec("630"))),
                    List.of(new CapacityHistory.Hold(sealed, null, dec(id == 1 ? "315" : "630")))));
            for (BillingMonth month : List.of(JUNE, july)) {
                reading(house.domains, id, id * 10, month, RegisterKind.AP_TOTAL, "0");
                reading(house.domains, id, id * 10, month, RegisterKind.MD, month.equals(JUNE) || id == 1 ? "150" : id == 2 ? "0" : "5");
            }
        }
        assertEquals(List.of("RATING-052"), house.bill(JUNE).parked().stream().map(parked -> parked.code().code()).toList());
        assertEquals(List.of(), house.bill(july).parked());
        amount("12000.00", house.only(2, JUNE), "DEMAND");
        amount("8000.00", house.only(1, july), "DEMAND");
        assertEquals(0, house.only(2, july).amount().signum());
        amount("12000.00", house.only(3, july), "DEMAND");
    }

    /** Worked case D32: two lines of 300 and 460 kW on a contract of 700; from the 16th on the contract is 800. */
    @OnEachDatabase
    void demandOfSeveralLinesIsAddedAndTheContractMayChange(TestDatabase db) {
        House house = new House(db);
        account(house.domains, 1, null);
        assign(house.domains, 1, "D32", LONG_AGO, null, "CONTRACT_DEMAND", "700", null);
        account(house.domains, 2, null);
        assign(house.domains, 2, "D32", LONG_AGO, MIDDLE, "CONTRACT_DEMAND", "700", null);
        assign(house.domains, 2, "D32", MIDDLE, null, "CONTRACT_DEMAND", "800", null);
        for (long id = 1; id <= 2; id++) {
            reading(house.domains, id, id * 10, JAN, RegisterKind.AP_TOTAL, "100");
            reading(house.domains, id, id * 10 + 1, JAN, RegisterKind.AP_TOTAL, "100");
            reading(house.domains, id, id * 10, JAN, RegisterKind.MD, "300");
            reading(house.domains, id, id * 10 + 1, JAN, RegisterKind.MD, "460");
        }
        house.bill(JAN);
        amount("32970.00", house.only(1, JAN), "DEMAND");
        // 32970 x 15/31 + 800 x 42 x 16/31
        amount("33295.17", house.only(2, JAN), "DEMAND");
        assertEquals(List.of(), house.service.replay(ADMIN, house.only(2, JAN).id()).differences());
    }

    /** Of two lines that stand by for each other the higher 460 kW count, and the third is added: 560 of 500: (525 + 2 x 35) x 42. */
    @OnEachDatabase
    void ofLinesThatStandByOnlyTheOneInUseCounts(TestDatabase db) {
        House house = new House(db);
        for (long id = 1; id <= 2; id++) {
            account(house.domains, id, null);
            assign(house.domains, id, "D32", LONG_AGO, null, "CONTRACT_DEMAND", "500", null);
            for (int line = 0; line < 3; line++) {
                reading(house.domains, id, id * 10 + line, JAN, RegisterKind.AP_TOTAL, "100");
                reading(house.domains, id, id * 10 + line, JAN, RegisterKind.MD, List.of("300", "460", "100").get(line));
            }
        }
        for (long point = 10; point <= 11; point++) {
            house.domains.rules.add(new PointRule(1, point, "METERED", null, null, null, null, null, PointLoss.NONE, LONG_AGO, null, "A"));
        }
        house.bill(JAN);
        amount("24990.00", house.only(1, JAN), "DEMAND");
        // all three in use: 860, so (525 + 2 x 335) x 42
        amount("50190.00", house.only(2, JAN), "DEMAND");
        assertEquals(List.of(), house.service.replay(ADMIN, house.only(1, JAN).id()).differences());
    }

    /** Worked case D8 with a meter that counts the directions apart, and one that has the sum besides. */
    @OnEachDatabase
    void reactiveEnergyOfBothDirectionsCounts(TestDatabase db) {
        House house = new House(db);
        for (long id = 1; id <= 2; id++) {
            account(house.domains, id, null);
            assign(house.domains, id, "D8", LONG_AGO, null, "NONE", null, "0.90");
            reading(house.domains, id, id * 10, JAN, RegisterKind.AP_TOTAL, "50000");
            reading(house.domains, id, id * 10, JAN, RegisterKind.RP_DRAWN, "29000");
            reading(house.domains, id, id * 10, JAN, RegisterKind.RP_BACK, "30000");
        }
        reading(house.domains, 2, 20, JAN, RegisterKind.RP_TOTAL, "59000");
        house.bill(JAN);
        amount("4500.00", house.only(1, JAN), "POWER_FACTOR");
        amount("4500.00", house.only(2, JAN), "POWER_FACTOR");
    }

    /** In January 200 kWh more were fed in than drawn; February's 300 net of them leaves 100 x 0.5. */
    @OnEachDatabase
    void whatABillLeavesIsGivenToTheNext(TestDatabase db) {
        House house = new House(db);
        house.domains.account(1, FakeDomains.EAST, "RESIDENTIAL", "NET", JAN.firstDay());
        reading(house.domains, 1, 11, JAN, RegisterKind.AP_TOTAL, "300");
        reading(house.domains, 1, 11, JAN, RegisterKind.BACK_TOTAL, "500");
        assertEquals(0, billed(house, 1, JAN).amount().signum());
        reading(house.domains, 1, 11, FEB, RegisterKind.AP_TOTAL, "400");
        reading(house.domains, 1, 11, FEB, RegisterKind.BACK_TOTAL, "100");
        assertEquals(new BigDecimal("50.00"), billed(house, 1, FEB).amount());
    }

    /** Billed elsewhere until July with 2700 of 2760 kWh of the first tier: 280 x 0.538 + 220 x 0.05, then all in the second tier. */
    @OnEachDatabase
    void anOpeningBalanceTellsTheYearSoFar(TestDatabase db) {
        House house = new House(db);
        house.domains.account(1, FakeDomains.EAST, "RESIDENTIAL", "ZHEJIANG", LONG_AGO);
        reading(house.domains, 1, 11, AUG, RegisterKind.AP_TOTAL, "280");
        reading(house.domains, 1, 11, SEP, RegisterKind.AP_TOTAL, "100");
        db.unitOfWork().required(() -> new OpeningStore(db.bulk()).insert(List.of(new Opening(1, null, AUG.previous(), dec("2700"), null,
                null, 0))));
        assertEquals(new BigDecimal("161.64"), billed(house, 1, AUG).amount());
        assertEquals(new BigDecimal("58.80"), billed(house, 1, SEP).amount());
    }

    /** A shop becomes a household on 16 August: its tiers begin then, 5/12 of 2760 and 4800. */
    @OnEachDatabase
    void tiersBeginWithTheTariffThatHasThem(TestDatabase db) {
        House house = new House(db);
        house.domains.account(1, FakeDomains.EAST, "COMMERCIAL", null, LONG_AGO);
        LocalDate change = LocalDate.of(2026, 8, 16);
        assign(house.domains, 1, "D1", LONG_AGO, change, "NONE", null, null);
        assign(house.domains, 1, "ZHEJIANG", change, null, "NONE", null, null);
        house.domains.reclassify(1, change, "RESIDENTIAL");
        reading(house.domains, 1, 11, AUG, RegisterKind.AP_TOTAL, "3100");
        Bill august = billed(house, 1, AUG);
        // 1500 x 0.5; 1600 x 0.538 = 860.80, of which 1600 - 1150 = 450 in the second tier
        assertEquals(new BigDecimal("1633.30"), august.amount());
        assertEquals("RESIDENTIAL", august.usageClass());
        reading(house.domains, 1, 11, SEP, RegisterKind.AP_TOTAL, "100");
        // 100 x 0.538 + 100 x 0.05: the second tier goes on to 2000
        assertEquals(new BigDecimal("58.80"), billed(house, 1, SEP).amount());
    }

    private static void reading(FakeDomains domains, long account, BillingMonth month, LocalDate from, LocalDate to, String kwh) {
        reading(domains, account, account * 10, account * 10 + 1, month, RegisterKind.AP_TOTAL, from, to, "0", kwh, "1", "REGULAR");
    }

    /**
     * From February on the meters are read a month later, so the year has 13 readings' worth of 230 kWh: 2990 (rules C.4, Hefei 2020). What
     * was billed before the move stays.
     */
    @OnEachDatabase
    void aMovedReadingDayAddsItsMonthsToTheYear(TestDatabase db) {
        House house = new House(db);
        LocalDate april = LocalDate.of(2026, 4, 1);
        for (long id = 1; id <= 2; id++) {
            house.domains.account(id, FakeDomains.EAST, "RESIDENTIAL", "ZHEJIANG", LONG_AGO);
            reading(house.domains, id, JAN, JAN.firstDay(), FEB.firstDay(), id == 1 ? "2700" : "2800");
            reading(house.domains, id, FEB, FEB.firstDay(), april, "300");
            reading(house.domains, id, FEB.next(), april, april.plusMonths(1), "100");
        }
        house.bill(JAN);
        assertEquals(new BigDecimal("1508.40"), house.only(2, JAN).amount(), "40 kWh over 2760");
        // 300 x 0.538, of which 3000 - 2990 = 10 in the second tier
        assertEquals(new BigDecimal("161.90"), billed(house, 1, FEB).amount());
        // 230 kWh more of the first tier, 70 in the second: 161.40 + 3.50
        assertEquals(new BigDecimal("164.90"), house.only(2, FEB).amount());
        // 100 x 0.588: nothing is left of 2990
        assertEquals(new BigDecimal("58.80"), billed(house, 1, FEB.next()).amount());
        assertEquals(new BigDecimal("58.80"), house.only(2, FEB.next()).amount());
    }

    /** Two months in one bill are no moved reading day where every second month is read: 2800 x 0.538 + 40 x 0.05. */
    @OnEachDatabase
    void everySecondMonthIsNoMovedReadingDay(TestDatabase db) {
        House house = new House(db);
        house.domains.account(1, FakeDomains.EAST, "RESIDENTIAL", "ZHEJIANG", LONG_AGO);
        house.domains.cycle(1, "2");
        reading(house.domains, 1, JAN, LocalDate.of(2025, 12, 1), FEB.firstDay(), "2800");
        house.domains.account(2, FakeDomains.EAST, "RESIDENTIAL", "ZHEJIANG", LONG_AGO);
        house.domains.cycle(2, "3");
        reading(house.domains, 2, FEB, JAN.firstDay(), LocalDate.of(2026, 3, 1), "2800");
        house.bill(JAN);
        assertEquals(new BigDecimal("1508.40"), house.only(1, JAN).amount());
        house.bill(FEB);
        assertEquals(new BigDecimal("1508.40"), house.only(2, FEB).amount());
    }

    /** Supplied since August: five months, and one more by the first reading, 6 x 230 = 1380. */
    @OnEachDatabase
    void aMovedReadingDayCountsInAPartOfAYear(TestDatabase db) {
        House house = new House(db);
        house.domains.account(1, FakeDomains.EAST, "RESIDENTIAL", "ZHEJIANG", AUG.firstDay());
        LocalDate october = LocalDate.of(2026, 10, 1);
        reading(house.domains, 1, AUG, AUG.firstDay(), october, "1300");
        reading(house.domains, 1, SEP, october, october.plusMonths(1), "100");
        // 1300 x 0.538; then 100 x 0.538 + 20 x 0.05
        assertEquals(new BigDecimal("699.40"), billed(house, 1, AUG).amount());
        assertEquals(new BigDecimal("54.80"), billed(house, 1, SEP).amount());
    }

    /** 2300 kWh in a year of 13 readings are below 180 x 13 = 2340, although January had passed the 2160 of twelve: nothing to settle. */
    @OnEachDatabase
    void aSettledYearHasTheLimitsOfItsEnd(TestDatabase db) {
        House house = new House(db);
        house.domains.account(1, FakeDomains.EAST, "RESIDENTIAL", "SHAANXI", LONG_AGO);
        LocalDate to = LocalDate.of(2026, 4, 1);
        reading(house.domains, 1, JAN, JAN.firstDay(), FEB.firstDay(), "2200");
        reading(house.domains, 1, FEB, FEB.firstDay(), to, "100");
        BillingMonth december = new BillingMonth(202612);
        for (BillingMonth month = FEB.next(); month.compareTo(december) <= 0; month = month.next()) {
            reading(house.domains, 1, month, to, to.plusMonths(1), "0");
            to = to.plusMonths(1);
        }
        for (BillingMonth month = JAN; month.compareTo(december) <= 0; month = month.next()) {
            assertEquals(List.of(), house.bill(month).parked());
        }
        assertEquals(new BigDecimal("49.83"), house.only(1, FEB).amount());
        assertEquals(0, house.only(1, december).amount().signum());
    }

    /** A meter is exchanged in the month: both are told, and the rolled-over one with its rollover. */
    @OnEachDatabase
    void anExchangedMeterIsToldAsTwo(TestDatabase db) {
        House house = new House(db);
        account(house.domains, 1, "D1");
        reading(house.domains, 1, 11, 1, JAN, RegisterKind.AP_TOTAL, JAN.firstDay(), MIDDLE, "99950", "30", "1", "REMOVAL");
        house.domains.readings.replaceAll(r -> new MeterReading(r.id(), r.registerId(), 1, 11, JAN, r.kind(), r.readOn(), r.value(),
                r.previousOn(), r.previousValue(), r.multiplier(), dec("80.0000"), "REMOVAL", 0, "ESTIMATE", "ACCEPTED", 0, null));
        reading(house.domains, 1, 11, 2, JAN, RegisterKind.AP_TOTAL, MIDDLE, FEB.firstDay(), "0", "20", "10", "REGULAR");
        Bill bill = billed(house, 1, JAN);
        assertEquals(new BigDecimal("140.00"), bill.amount());
        String text = explained(house, bill);
        assertTrue(text.contains("power of 5") && text.contains("80 kWh of meter 11 are estimated"), text);
    }

    /** Another class needs a tariff from its first day on, be it the same. */
    @OnEachDatabase
    void anotherClassNeedsATariff(TestDatabase db) {
        House house = new House(db);
        account(house.domains, 1, "D1");
        reading(house.domains, 1, 11, JAN, RegisterKind.AP_TOTAL, "100");
        house.domains.reclassify(1, MIDDLE, "INDUSTRY");
        assertEquals(BillingErrors.CLASS_CHANGED, house.bill(JAN).parked().get(0).code());
        house.domains.assignments.clear();
        assign(house.domains, 1, "D1", LONG_AGO, MIDDLE, "NONE", null, null);
        assign(house.domains, 1, "D1", MIDDLE, null, "NONE", null, null);
        Bill bill = billed(house, 1, JAN);
        assertEquals(new BigDecimal("50.00"), bill.amount());
        assertEquals(1, lines(bill, "ENERGY").size(), "the same tariff is one stretch");
    }
}
