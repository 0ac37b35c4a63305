package org.karawatt.billing.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillLine;
import org.karawatt.billing.api.BillQuery;
import org.karawatt.billing.api.BillTotals;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.billing.api.BillingService.EnergyBalance;
import org.karawatt.billing.spi.BillContributor;
import org.karawatt.billing.spi.IssuedBill;
import org.karawatt.billing.spi.ProofCheck;
import org.karawatt.codes.api.CodesErrors;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.PointLoss;
import org.karawatt.metering.api.PointRule;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.persistence.store.Dialect;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.karawatt.rating.RatedBill;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatingInput;
import org.karawatt.run.spi.Chunk;
import org.karawatt.run.spi.ChunkResult;
import org.karawatt.tariff.api.TariffAssignment;
import org.karawatt.testkit.Eventually;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;

class BillingTest {

    static final CallContext ADMIN = TestContexts.admin();
    static final BillingMonth JAN = new BillingMonth(202601);
    static final BillingMonth FEB = new BillingMonth(202602);
    static final BillingMonth AUG = new BillingMonth(202608);
    static final LocalDate LONG_AGO = LocalDate.of(2015, 6, 1);
    static final long ALL = 1_000_000;

    private static BillContributor contributor(String name, RatedLine line) {
        return new BillContributor() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<RatedLine> contribute(RatingInput input, RatedBill bill) {
                return List.of(line);
            }
        };
    }

    private static RatedLine discount(String amount) {
        return new RatedLine("DISCOUNT", "GREEN", null, 0, BigDecimal.ONE, "CNY", new BigDecimal(amount), new BigDecimal(amount));
    }

    static Map<String, BigDecimal> sums(Bill bill) {
        return bill.lines().stream().collect(Collectors.toMap(BillLine::component, BillLine::amount, BigDecimal::add));
    }

    /** Worked case D6 from the readings on: multiplier 3000, two thousand kWh of lighting, 5000 kVA. */
    static void largeIndustry(FakeDomains domains, long id) {
        domains.account(id, FakeDomains.EAST, "COMMERCIAL", "D6", LONG_AGO);
        domains.assign(id, "D6", LONG_AGO, "CAPACITY", "0.90", null);
        domains.read(id, JAN, RegisterKind.AP_TOTAL, "5953.8", "6124.4", "3000");
        domains.read(id, JAN, RegisterKind.AP_PEAK, "4639.2", "4675.1", "3000");
        domains.read(id, JAN, RegisterKind.AP_VALLEY, "4565.9", "4592.7", "3000");
        domains.read(id, JAN, RegisterKind.RP_TOTAL, "3459.8", "3496.5", "3000");
        domains.installed(id, "5000");
        domains.fixed(id, "2000", LONG_AGO, null);
    }

    @OnEachDatabase
    void billsWorkedCasesToTheCent(TestDatabase db) {
        House house = new House(db);
        db.clock().setDate(LocalDate.of(2026, 2, 2));
        largeIndustry(house.domains, 10);
        house.domains.account(20, FakeDomains.EAST, "COMMERCIAL", "D8", LONG_AGO);
        house.domains.assign(20, "D8", LONG_AGO, "NONE", "0.90", null);
        house.domains.read(20, JAN, RegisterKind.AP_TOTAL, "0", "50000", "1");
        house.domains.read(20, JAN, RegisterKind.RP_TOTAL, "0", "59000", "1");
        house.domains.account(30, FakeDomains.WEST, "RESIDENTIAL", "HUNAN", LONG_AGO);
        house.domains.read(30, JAN, RegisterKind.AP_TOTAL, "300", "950", "1");
        ChunkResult result = house.bill(JAN);
        assertEquals(List.of(), result.parked());
        assertEquals(3, result.done());
        assertEquals(ALL, result.lastKey());

        Bill d6 = house.only(10, JAN);
        assertEquals(new BigDecimal("327024.56"), d6.amount());
        Map<String, BigDecimal> components = sums(d6);
        assertEquals(new BigDecimal("1400.00"), components.get("FIXED_QUANTITY"));
        assertEquals(new BigDecimal("75000.00"), components.get("CAPACITY"));
        assertEquals(new BigDecimal("235552.50"), components.get("ENERGY"));
        assertEquals(new BigDecimal("-2329.14"), components.get("POWER_FACTOR"));
        assertEquals(new BigDecimal("17401.20"), components.get("FUND"));
        assertEquals(0, new BigDecimal("511800").compareTo(d6.energyKwh()));
        assertEquals(LocalDate.of(2026, 1, 1), d6.periodFrom());
        assertEquals(LocalDate.of(2026, 2, 1), d6.periodTo());
        assertEquals(LocalDate.of(2026, 2, 17), d6.dueOn());
        assertEquals("张*", d6.customerName());
        assertTrue(d6.lines().stream().anyMatch(l -> l.nameZh().contains("照明") && l.nameEn().contains("lighting")), d6.lines().toString());

        Bill d8 = house.only(20, JAN);
        assertEquals(new BigDecimal("34500.00"), d8.amount());
        assertEquals(new BigDecimal("4500.00"), sums(d8).get("POWER_FACTOR"));
        assertEquals(new BigDecimal("455.70"), house.only(30, JAN).amount());

        Map<Long, IssuedBill> posted = house.posted.stream().collect(Collectors.toMap(IssuedBill::accountId, b -> b));
        assertEquals(new BigDecimal("327024.56"), posted.get(10L).amount());
        assertEquals(components, posted.get(10L).amounts());
        assertEquals(LocalDate.of(2026, 2, 2), posted.get(10L).issuedOn());
        for (Bill bill : List.of(d6, d8)) {
            assertEquals(List.of(), house.service.replay(ADMIN, bill.id()).differences());
            String text = house.service.explain(ADMIN, bill.id(), Locale.ENGLISH).steps().toString();
            assertFalse(text.contains("rating."), text);
        }
        assertEquals(d6.id(), house.service.bill(ADMIN, d6.billNo()).id());

        BillTotals totals = house.service.totals(ADMIN, JAN, "33");
        assertEquals(3, totals.bills());
        assertEquals(new BigDecimal("361980.26"), totals.amount());
        assertEquals(totals.amount(), totals.amountByComponent().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        assertEquals(0, new BigDecimal("650").compareTo(totals.kwhByUsageClass().get("RESIDENTIAL")));
        assertEquals(2, house.service.totals(ADMIN, JAN, "3301").bills());
        assertEquals(totals, house.service.totals(ADMIN, JAN, null), "without an office: all that the caller may see");
        assertEquals(2, house.service.totals(TestContexts.clerk("/33/3301/", "billing.read"), JAN, null).bills());
    }

    /** Worked case D13d: January bill 2800 kWh, in February the household registers five people, second bill 1200 kWh. */
    @OnEachDatabase
    void theYearSoFarDecidesTheTier(TestDatabase db) {
        House house = new House(db);
        house.domains.account(5, FakeDomains.EAST, "RESIDENTIAL", "ZHEJIANG", LONG_AGO);
        house.domains.read(5, JAN, RegisterKind.AP_TOTAL, "0", "2800", "1");
        house.bill(JAN);
        assertEquals(new BigDecimal("1508.40"), house.only(5, JAN).amount());
        house.domains.assign(5, "ZHEJIANG", LocalDate.of(2026, 2, 15), "NONE", null, 5);
        house.domains.read(5, FEB, RegisterKind.AP_TOTAL, "2800", "4000", "1");
        assertEquals(List.of(), house.bill(FEB).parked());
        assertEquals(new BigDecimal("650.60"), house.only(5, FEB).amount());
        assertEquals(List.of(), house.service.replay(ADMIN, house.only(5, FEB).id()).differences());
    }

    @OnEachDatabase
    void anUnknownYearIsNotZero(TestDatabase db) {
        House house = new House(db);
        house.domains.account(5, FakeDomains.EAST, "RESIDENTIAL", "ZHEJIANG", LONG_AGO);
        house.domains.read(5, AUG, RegisterKind.AP_TOTAL, "0", "280", "1");
        house.domains.account(6, FakeDomains.EAST, "RESIDENTIAL", "ZHEJIANG", LocalDate.of(2026, 8, 1));
        house.domains.read(6, AUG, RegisterKind.AP_TOTAL, "0", "280", "1");
        ChunkResult result = house.bill(AUG);
        assertEquals(List.of("RATING-046"), result.parked().stream().map(p -> p.code().code()).toList());
        assertEquals(5, result.parked().get(0).key());
        assertEquals(1, result.done());
    }

    @OnEachDatabase
    void parksWhatCannotBeBilledAndBillsTheRest(TestDatabase db) {
        House house = new House(db);
        for (long id = 1; id <= 8; id++) {
            house.domains.account(id, FakeDomains.EAST, "RESIDENTIAL", id == 3 ? null : "HUNAN", LONG_AGO);
            if (id != 2) {
                house.domains.read(id, JAN, RegisterKind.AP_TOTAL, "0", "100", "1");
            }
        }
        house.domains.held.add(4L);
        house.domains.assign(5, "NOWHERE", LONG_AGO, "NONE", null, null);
        house.domains.assign(6, "HUNAN", LONG_AGO, "NONE", "0.77", null);
        house.domains.assign(7, "D6", LONG_AGO, "NONE", null, null);
        ChunkResult result = house.bill(JAN);
        Map<Long, String> causes = result.parked().stream().collect(Collectors.toMap(ChunkResult.Parked::key, p -> p.code().code()));
        Map<Long, String> expected = new HashMap<>(Map.of(2L, "BILLING-003", 3L, "BILLING-002", 4L, "BILLING-004", 5L, "TARIFF-002",
                6L, "BILLING-006"));
        expected.put(7L, "RATING-033");
        assertEquals(expected, causes);
        assertEquals("4200000002", result.parked().stream().filter(p -> p.key() == 2).findFirst().orElseThrow().label());
        assertEquals(2, result.done());
        assertEquals(2, house.count("billing_bill"));

        EnergyBalance balance = house.service.energyBalance(JAN, "/33/");
        assertEquals(0, new BigDecimal("700").compareTo(balance.read()));
        assertEquals(0, new BigDecimal("200").compareTo(balance.billed()));
        assertEquals(0, new BigDecimal("500").compareTo(balance.unbilled()));
        assertTrue(balance.holds());
        db.unitOfWork().required(() -> db.bulk().update("UPDATE billing_bill SET energy_kwh = energy_kwh + 1 WHERE account_id = 1", List.of()));
        assertFalse(house.service.energyBalance(JAN, "/33/").holds());
    }

    /** The agreed part comes out of what was read and has a line of its own, so nothing is billed that nobody read. */
    @OnEachDatabase
    void theProofOfEnergyHoldsWithFixedQuantities(TestDatabase db) {
        House house = new House(db);
        largeIndustry(house.domains, 10);
        house.domains.rules.add(new PointRule(10, 11, "RATIO", null, new BigDecimal("10"), null, null, null, PointLoss.NONE, LONG_AGO, null));
        house.bill(JAN);
        EnergyBalance balance = house.service.energyBalance(JAN, "/33/");
        assertEquals(0, new BigDecimal("511800").compareTo(balance.read()));
        assertEquals(0, new BigDecimal("511800").compareTo(balance.billed()));
        assertEquals(0, balance.unbilled().signum());
        assertTrue(balance.holds());
        Map<String, BigDecimal> kwh = house.only(10, JAN).lines().stream().filter(l -> Set.of("ENERGY", "FIXED_QUANTITY").contains(l.component()))
                .collect(Collectors.toMap(BillLine::component, BillLine::quantity, BigDecimal::add));
        // 2000 kWh, and a tenth of the remaining 509800
        assertEquals(0, new BigDecimal("52980").compareTo(kwh.get("FIXED_QUANTITY")));
        assertEquals(0, new BigDecimal("458820").compareTo(kwh.get("ENERGY")));
    }

    /** January billed in March: by what held in January. */
    @OnEachDatabase
    void aLateBillGoesByItsOwnDays(TestDatabase db) {
        House house = new House(db);
        db.clock().setDate(LocalDate.of(2026, 3, 20));
        largeIndustry(house.domains, 10);
        house.domains.rules.clear();
        house.domains.fixed(10, "2000", LONG_AGO, LocalDate.of(2026, 2, 1));
        house.domains.fixed(10, "9000", LocalDate.of(2026, 2, 1), null);
        house.domains.reclassify(10, LocalDate.of(2026, 2, 1), "RESIDENTIAL");
        assertEquals(List.of(), house.bill(JAN).parked());
        Bill bill = house.only(10, JAN);
        assertEquals("COMMERCIAL", bill.usageClass());
        assertEquals(new BigDecimal("327024.56"), bill.amount());
        assertEquals("COMMERCIAL", house.posted.get(0).usageClass());
    }

    /** A route that is read on the 20th: the change on the 25th is not of this period, though of this month. */
    @OnEachDatabase
    void aChangeAfterThePeriodIsOfTheNextBill(TestDatabase db) {
        House house = new House(db);
        house.domains.account(1, FakeDomains.EAST, "RESIDENTIAL", "HUNAN", LONG_AGO);
        house.domains.read(1, JAN, RegisterKind.AP_TOTAL, "0", "100", "1");
        house.domains.move(1, LocalDate.of(2025, 12, 20), LocalDate.of(2026, 1, 20));
        house.domains.reclassify(1, LocalDate.of(2026, 1, 25), "COMMERCIAL");
        assertEquals(List.of(), house.bill(JAN).parked());
        assertEquals("RESIDENTIAL", house.only(1, JAN).usageClass());
    }

    @OnEachDatabase
    void whatWouldBeGuessedIsParked(TestDatabase db) {
        House house = new House(db);
        FakeDomains domains = house.domains;
        LocalDate change = LocalDate.of(2026, 1, 16);
        for (long id = 1; id <= 6; id++) {
            domains.account(id, FakeDomains.EAST, "RESIDENTIAL", "HUNAN", id == 6 ? change : LONG_AGO);
            domains.read(id, JAN, RegisterKind.AP_TOTAL, "0", "100", "1");
        }
        domains.reclassify(1, change, "COMMERCIAL");
        domains.assignments.removeIf(a -> a.accountId() == 2);
        domains.assignments.add(new TariffAssignment(200, 2, "D8", LONG_AGO, change, "NONE", null, null, null, false, 0));
        domains.assignments.add(new TariffAssignment(201, 2, "HUNAN", change.plusDays(3), null, "NONE", null, null, null, false, 0));
        domains.rules.add(new PointRule(3, 33, "METERED", null, null, null, 3L, "SERIES", PointLoss.NONE, LONG_AGO, null));
        domains.readings.add(domains.readings.stream().filter(r -> r.accountId() == 4).map(r -> new MeterReading(999, r.registerId(),
                4, 4, JAN, r.kind(), change, r.value(), r.previousOn(), r.previousValue(), r.multiplier(), r.quantity(), "REGULAR", 1,
                "FILE", "ACCEPTED", 0, null)).findFirst().orElseThrow());
        // only the household has grown: one bill, as in worked case D13d
        domains.assignments.removeIf(a -> a.accountId() == 5);
        domains.assignments.add(new TariffAssignment(800, 5, "HUNAN", LONG_AGO, change, "NONE", null, null, null, false, 0));
        domains.assignments.add(new TariffAssignment(801, 5, "HUNAN", change, null, "NONE", null, null, 5, false, 0));

        ChunkResult result = house.bill(JAN);
        assertEquals(Map.of(1L, BillingErrors.CLASS_CHANGED, 2L, BillingErrors.NO_ASSIGNMENT, 3L, BillingErrors.POINT_NOT_READ,
                4L, BillingErrors.READINGS_OVERLAP),
                result.parked().stream().collect(Collectors.toMap(ChunkResult.Parked::key, ChunkResult.Parked::code)));
        assertEquals(2, result.done(), "the grown household, and the account that was opened on the day");
    }

    /** Rules C.14: three readings of one month are one bill. */
    @OnEachDatabase
    void readingsOfOneMonthAreAddedUp(TestDatabase db) {
        House house = new House(db);
        house.domains.account(1, FakeDomains.EAST, "RESIDENTIAL", "HUNAN", LONG_AGO);
        LocalDate[] days = {LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 11), LocalDate.of(2026, 1, 21), LocalDate.of(2026, 2, 1)};
        for (int i = 0; i < 3; i++) {
            house.domains.readings.add(new MeterReading(i + 1, 10, 1, 1, JAN, RegisterKind.AP_TOTAL, days[i + 1],
                    new BigDecimal(100 * (i + 1)), days[i], new BigDecimal(100 * i), BigDecimal.ONE, new BigDecimal(100), "REGULAR", i, "FILE",
                    "ACCEPTED", 0, null));
        }
        assertEquals(List.of(), house.bill(JAN).parked());
        Bill bill = house.only(1, JAN);
        assertEquals(0, new BigDecimal("300").compareTo(bill.energyKwh()));
        assertEquals(days[0], bill.periodFrom());
        assertEquals(days[3], bill.periodTo());
        assertTrue(house.service.energyBalance(JAN, "/33/").holds());
    }

    @OnEachDatabase
    void aRepeatHasNoEffectAndTheDatabaseRefusesADoubleBill(TestDatabase db) {
        House house = new House(db);
        for (long id = 1; id <= 50; id++) {
            house.domains.account(id, id % 2 == 0 ? FakeDomains.EAST : FakeDomains.WEST, "RESIDENTIAL", "HUNAN", LONG_AGO);
            house.domains.read(id, JAN, RegisterKind.AP_TOTAL, "0", "100", "1");
        }
        assertEquals(25, house.bill(JAN, "3301", 0, ALL, 1000).done());
        ChunkResult part = house.bill(JAN, "33", 0, ALL, 20);
        assertEquals(20, part.done());
        assertEquals(20, part.lastKey());
        assertEquals(35, house.count("billing_bill"));
        assertEquals(30, house.bill(JAN, "33", 20, ALL, 1000).done());
        assertEquals(50, house.bill(JAN).done());
        assertEquals(50, house.count("billing_bill"));
        assertEquals(50, house.posted.size());
        assertThrows(DuplicateKeyException.class, () -> db.unitOfWork().required(() -> db.bulk().update(
                "INSERT INTO billing_bill SELECT 999999999, account_id, billing_month, kind, seq, office_id, usage_class, period_from, "
                        + "period_to, tariff_code, tariff_id, engine, energy_kwh, tier_months, amount, currency, due_on, issued_at, run_id, "
                        + "status, calculation, adjusted_kwh, origin_id FROM billing_bill WHERE account_id = 7", List.of())));
        assertEquals(50, house.count("billing_bill"));
    }

    /** The worker dies after the inserts and before the commit. */
    @OnEachDatabase
    void billsAndBookingsCommitTogetherOrNotAtAll(TestDatabase db) {
        House house = new House(db);
        house.domains.account(1, FakeDomains.EAST, "RESIDENTIAL", "HUNAN", LONG_AGO);
        house.domains.read(1, JAN, RegisterKind.AP_TOTAL, "0", "100", "1");
        house.onPost = () -> {
            throw new IllegalStateException("died while booking");
        };
        assertThrows(IllegalStateException.class, () -> house.bill(JAN));
        assertEquals(0, house.count("billing_bill"));
        assertEquals(0, house.count("billing_line"));
        house.onPost = () -> { };
        assertEquals(1, house.bill(JAN).done());
    }

    @OnEachDatabase
    void aThousandAccountsCostAHandfulOfStatements(TestDatabase db) {
        House house = new House(db);
        for (long id = 1; id <= 1000; id++) {
            house.domains.account(id, FakeDomains.EAST, "RESIDENTIAL", "HUNAN", LONG_AGO);
            house.domains.read(id, JAN, RegisterKind.AP_TOTAL, "0", String.valueOf(id), "1");
        }
        largeIndustry(house.domains, 500);
        house.domains.readings.removeIf(r -> r.accountId() == 500 && r.previousValue().signum() == 0);
        long[] own = new long[1];
        ChunkResult result = db.unitOfWork().required(() -> {
            ChunkResult done = house.handler.work(new Chunk(77, Map.of("month", "2026-01", "office", "33"), 0, ALL, 1000));
            own[0] = db.bulk().statements();
            return done;
        });
        assertEquals(1000, result.done());
        // terms, held, accepted, assignments, rules, capacity, shared productions
        assertEquals(7, house.domains.queries.get());
        // year so far, bills, lines; a batch of 1,000 rows counts as one where there is no COPY
        long lines = house.count("billing_line");
        long batches = db.dialect() == Dialect.POSTGRESQL ? 2 : 1 + (lines + 999) / 1000;
        assertEquals(1 + batches, own[0]);
    }

    @OnEachDatabase
    void contributorsAddLinesWithinGuardRails(TestDatabase db) {
        House house = new House(db, contributor("green", discount("-5.00")));
        house.domains.account(1, FakeDomains.EAST, "RESIDENTIAL", "HUNAN", LONG_AGO);
        house.domains.read(1, JAN, RegisterKind.AP_TOTAL, "0", "100", "1");
        assertEquals(1, house.bill(JAN).done());
        Bill bill = house.only(1, JAN);
        assertEquals(new BigDecimal("53.80"), bill.amount());
        assertEquals(new BigDecimal("-5.00"), sums(bill).get("DISCOUNT"));
        assertEquals(List.of(), house.service.replay(ADMIN, bill.id()).differences());
    }

    @OnEachDatabase
    void aBadContributorParksTheAccountAndAMissingOneStopsTheWork(TestDatabase db) {
        House bad = new House(db, contributor("bad", discount("-5.001")));
        bad.domains.account(1, FakeDomains.EAST, "RESIDENTIAL", "HUNAN", LONG_AGO);
        bad.domains.read(1, JAN, RegisterKind.AP_TOTAL, "0", "100", "1");
        ChunkResult result = bad.bill(JAN);
        assertEquals(BillingErrors.CONTRIBUTOR_FAILED, result.parked().get(0).code());
        assertEquals(0, bad.count("billing_bill"));
        assertTrue(db.audit().entries(ADMIN, PageRequest.first(10)).items().stream()
                .anyMatch(e -> e.action().equals("billing.contributor.failed")));
        Contributors none = new Contributors(House.config("absent"));
        assertEquals(KarawattException.Kind.UNAVAILABLE, assertThrows(KarawattException.class, none::inOrder).kind());
    }

    @OnEachDatabase
    void previewIsWhatTheRunWillBill(TestDatabase db) {
        House house = new House(db);
        largeIndustry(house.domains, 10);
        String no = house.domains.accounts.get(10L).accountNo();
        Bill preview = house.service.preview(ADMIN, no, JAN, Locale.CHINESE).bill();
        assertEquals("PREVIEW", preview.status());
        assertEquals(0, house.count("billing_bill"));
        house.bill(JAN);
        Bill bill = house.only(10, JAN);
        assertEquals(bill.amount(), preview.amount());
        assertEquals(bill.lines().stream().map(l -> l.nameZh() + l.amount()).toList(),
                preview.lines().stream().map(l -> l.nameZh() + l.amount()).toList());
        assertEquals(BillingErrors.NO_READING, assertThrows(KarawattException.class,
                () -> house.service.preview(ADMIN, no, FEB, Locale.CHINESE)).code());
    }

    @OnEachDatabase
    void finishProvesTheMonthAndTells(TestDatabase db) {
        House house = new House(db);
        house.domains.account(1, FakeDomains.EAST, "RESIDENTIAL", "HUNAN", LONG_AGO);
        house.domains.read(1, JAN, RegisterKind.AP_TOTAL, "0", "100", "1");
        house.bill(JAN);
        Map<String, String> params = Map.of("month", "2026-01", "office", "33");
        String result = db.unitOfWork().required(() -> house.handler.finish(77, params));
        assertTrue(result.contains("\"bills\":1") && result.contains("\"amount\":\"58.80\""), result);
        house.proof = List.of(new ProofCheck("amount", "58.80", "58.79", false));
        KarawattException broken = assertThrows(KarawattException.class,
                () -> db.unitOfWork().required(() -> house.handler.finish(77, params)));
        assertEquals(BillingErrors.PROOF_FAILED, broken.code());
        assertTrue(broken.getMessage().contains("amount 58.80 <> 58.79"), broken.getMessage());
        Eventually.until(() -> db.events().of("karawatt/billing/run/finished").size() == 1);
    }

    @OnEachDatabase
    void checksParametersRightsAndOffices(TestDatabase db) {
        House house = new House(db);
        assertEquals("202601@33", house.handler.check(ADMIN, Map.of("month", "2026-01", "office", "33")));
        KarawattException faults = assertThrows(KarawattException.class, () -> house.handler.check(ADMIN, Map.of()));
        assertEquals(2, faults.faults().size());
        assertEquals(KernelErrors.NOT_A_MONTH, assertThrows(KarawattException.class,
                () -> house.handler.check(ADMIN, Map.of("month", "2026-13", "office", "33"))).faults().get(0).code());
        CallContext east = TestContexts.clerk("/33/3301/", "billing.read", "billing.run.start");
        assertEquals(CodesErrors.OFFICE_UNKNOWN, assertThrows(KarawattException.class,
                () -> house.handler.check(east, Map.of("month", "2026-01", "office", "3302"))).code());

        AccountTerms west = house.domains.account(1, FakeDomains.WEST, "RESIDENTIAL", "HUNAN", LONG_AGO);
        house.domains.read(1, JAN, RegisterKind.AP_TOTAL, "0", "100", "1");
        house.bill(JAN);
        Bill bill = house.only(1, JAN);
        assertEquals(BillingErrors.BILL_UNKNOWN, assertThrows(KarawattException.class, () -> house.service.bill(east, bill.id())).code());
        assertEquals(0, house.service.bills(east, new BillQuery(JAN, null, null, null, null), PageRequest.first(5)).total());
        assertEquals(1, house.service.bills(TestContexts.clerk("/33/3302/", "billing.read"), new BillQuery(JAN, null, "3302", null, null),
                PageRequest.first(5)).total());
        assertThrows(KarawattException.class, () -> house.service.preview(east, west.accountNo(), JAN, Locale.ENGLISH));
        assertEquals(KernelErrors.PERMISSION_DENIED, assertThrows(KarawattException.class,
                () -> house.service.bill(TestContexts.nobody(), bill.id())).code());
        assertEquals(BillingErrors.BILL_UNKNOWN, assertThrows(KarawattException.class, () -> house.service.bill(ADMIN, "abc")).code());
    }
}
