package org.karawatt.connection.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.karawatt.connection.internal.service.House.ADMIN;
import static org.karawatt.connection.internal.service.House.values;
import static org.karawatt.connection.internal.service.House.with;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.karawatt.asset.api.AssetDraft;
import org.karawatt.billing.api.Bill;
import org.karawatt.connection.api.ConnectionErrors;
import org.karawatt.connection.api.ConnectionProcesses;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.AccountDraft;
import org.karawatt.customer.api.CustomerDraft;
import org.karawatt.equipment.api.TransformerDraft;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.PointLoad;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.tariff.api.AssignmentDraft;
import org.karawatt.testkit.Eventually;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestDatabase;
import org.karawatt.workflow.api.CaseStatus;
import org.karawatt.workflow.api.WorkCase;

/** Changes of accounts that are supplied: another meter, less capacity, another customer. */
class ChangesOfSupplyTest {

    private static final BillingMonth JANUARY = new BillingMonth(202601);
    private static final LocalDate NEW_YEAR = LocalDate.of(2026, 1, 1);
    private static final LocalDate MIDDLE = LocalDate.of(2026, 1, 16);

    /** A household A1 with meter OLD that shows 100.00 at New Year. */
    static Account household(House house) {
        house.db.clock().setDate(NEW_YEAR);
        return account(house, "A1", "RESIDENTIAL", null, "AC00002", "zhejiang-residential", "NONE", null, BigDecimal.ONE);
    }

    static Account account(House house, String no, String usageClass, String industry, String voltage, String tariff, String method,
            BigDecimal kva, BigDecimal ct) {
        return account(house, no, usageClass, industry, voltage, tariff, method, kva, ct, "OLD");
    }

    static Account account(House house, String no, String usageClass, String industry, String voltage, String tariff, String method,
            BigDecimal kva, BigDecimal ct, String meterNo) {
        String customer = house.customers.createCustomer(ADMIN, new CustomerDraft("PERSON", "张三", null, null, null, null, "zh", "NORMAL",
                "3301")).customerNo();
        Account account = house.customers.createAccount(ADMIN, new AccountDraft(no, customer, "3301", "人民路 1 号", null, "URBAN", usageClass,
                industry, voltage, "1", NEW_YEAR, kva, kva));
        long meter = house.assets.load(ADMIN, List.of(new AssetDraft(meterNo, "METER", "DDZY", null, null, 6, 2, null, null, "3301", null))).get(0);
        house.metering.load(ADMIN, List.of(new PointLoad(no + "-1", account.id(), account.officeId(), house.metering.route(ADMIN, "R1").id(), 1,
                null, voltage, "LL", "METERED", null, meter, meterNo, ct, BigDecimal.ONE, NEW_YEAR,
                List.of(new PointLoad.RegisterLoad(RegisterKind.AP_TOTAL, 6, 2, new BigDecimal("100"))))));
        house.tariffs.assign(ADMIN, new AssignmentDraft(account.id(), tariff, NEW_YEAR, method, null, null, null, false));
        return account;
    }

    private static String status(House house) {
        return house.customers.account(ADMIN, "A1").status();
    }

    private static WorkCase exchange(House house) {
        WorkCase opened = house.open(ConnectionProcesses.METER_EXCHANGE, values("accountNo", "A1", "reason", "FAULT"));
        house.complete(opened, "dispatch", values("outcome", "approved", "crew", "一班"));
        return opened;
    }

    /** 300 kWh on the old meter and 250 on the new one: 550 x 0.538. */
    @OnEachDatabase
    void anExchangedMeterLosesNothing(TestDatabase db) {
        try (House house = new House(db)) {
            Account account = household(house);
            house.db.clock().setDate(LocalDate.of(2026, 1, 12));
            WorkCase opened = exchange(house);
            assertEquals("IN_CHANGE", status(house));
            assertEquals(account.id(), house.view(opened).workCase().accountId());
            house.db.clock().setDate(MIDDLE);
            Map<String, Object> exchanged = values("exchangedOn", MIDDLE, "removedTotal", "400", "newMeterNo", "M1", "initialTotal", "7.25");
            assertEquals(3, house.dyingAfterEachWrite(() -> house.complete(opened, "exchange", exchanged), "metering_installation",
                    "metering_reading", "asset_event"));
            house.workflow.cases.rollBack(ADMIN, opened.id(), "file", "exchange", "seal number");
            house.complete(opened, "exchange", exchanged);
            house.complete(opened, "file", MIDDLE);
            assertEquals(CaseStatus.CLOSED, house.view(opened).workCase().status());
            assertEquals("ACTIVE", status(house));
            assertEquals("REMOVED", house.assets.asset(ADMIN, "OLD").status());
            assertEquals("INSTALLED", house.assets.asset(ADMIN, "M1").status());

            house.read(JANUARY, LocalDate.of(2026, 2, 1), "M1", "AP_TOTAL", "257.25");
            Bill bill = house.bill("A1", JANUARY);
            assertEquals(new BigDecimal("0.538").multiply(new BigDecimal("550")).setScale(2, RoundingMode.HALF_UP), bill.amount());
            assertEquals(NEW_YEAR, bill.periodFrom());
            List<MeterReading> chain = house.readings.accepted(account.id(), account.id(), JANUARY);
            assertEquals(List.of("2026-01-01 2026-01-16 300", "2026-01-16 2026-02-01 250"), chain.stream().map(r -> r.previousOn() + " "
                    + r.readOn() + " " + r.quantity().stripTrailingZeros().toPlainString()).toList());
            house.read(JANUARY.next(), LocalDate.of(2026, 3, 1), "M1", "AP_TOTAL", "357.25");
            assertEquals(new BigDecimal("53.80"), house.bill("A1", JANUARY.next()).amount());
        }
    }

    @OnEachDatabase
    void ofTwoChangesAtOnceOneIsRefused(TestDatabase db) throws Exception {
        try (House house = new House(db)) {
            household(house);
            house.db.clock().setDate(LocalDate.of(2026, 1, 12));
            Runnable open = () -> house.open(ConnectionProcesses.METER_EXCHANGE, values("accountNo", "A1", "reason", "FAULT"));
            assertEquals(List.of(ConnectionErrors.CHANGE_RUNNING), house.atOnce(List.of(open, open)).stream().map(KarawattException::code).toList());
            assertEquals(1, house.count("workflow_case"));
        }
    }

    @OnEachDatabase
    void anExchangeIsRefusedWithAllItsFaults(TestDatabase db) {
        try (House house = new House(db)) {
            household(house);
            house.db.clock().setDate(LocalDate.of(2026, 1, 12));
            WorkCase opened = exchange(house);
            assertEquals(ConnectionErrors.CHANGE_RUNNING, House.refused(() -> exchange(house)));
            assertEquals(Set.of("accountNo"), House.faults(() -> house.open(ConnectionProcesses.METER_EXCHANGE,
                    values("accountNo", "A9", "reason", "FAULT"))));
            assertEquals(Set.of("exchangedOn", "newMeterNo"), House.faults(() -> house.complete(opened, "exchange",
                    values("exchangedOn", "2026-01-11", "removedTotal", "99", "newMeterNo", "OLD", "initialTotal", "0.5"))));
            assertEquals(Set.of("removedPeak", "removedTotal"), House.faults(() -> house.complete(opened, "exchange",
                    values("exchangedOn", "2026-01-12", "removedTotal", "99", "removedPeak", "1", "newMeterNo", "M1", "initialTotal", "0"))));
            assertEquals("INSTALLED", house.assets.asset(ADMIN, "OLD").status());
            assertEquals("IN_STOCK", house.assets.asset(ADMIN, "M1").status());
            house.workflow.cases.terminate(ADMIN, opened.id(), "customer is away");
            house.ended.ended(opened.caseNo());
            assertEquals("ACTIVE", status(house));
            exchange(house);
        }
    }

    /** Its event was delivered while nobody of this bundle listened. */
    @OnEachDatabase
    void aCaseThatEndedWhileTheBundleWasAwayIsCaughtUp(TestDatabase db) {
        try (House house = new House(db)) {
            household(house);
            house.db.clock().setDate(LocalDate.of(2026, 1, 12));
            WorkCase opened = exchange(house);
            house.workflow.cases.terminate(ADMIN, opened.id(), "customer is away");
            assertEquals("IN_CHANGE", status(house));
            Eventually.until(() -> {
                house.ended.catchUp();
                return "ACTIVE".equals(status(house));
            });
        }
    }

    /** The event of its end is no longer kept when the bundle comes back; what no case has ended stays in change. */
    @OnEachDatabase
    void aCaseWhoseEndTheFeedHasForgottenIsCaughtUp(TestDatabase db) {
        try (House house = new House(db)) {
            household(house);
            String customer = house.customers.account(ADMIN, "A1").customerNo();
            house.customers.createAccount(ADMIN, new AccountDraft("A2", customer, "3301", "人民路 2 号", null, "URBAN", "RESIDENTIAL", null, "AC00002",
                    "1", NEW_YEAR, null, null));
            house.customers.beginChange(ADMIN, "A2");
            house.db.clock().setDate(LocalDate.of(2026, 1, 12));
            WorkCase ended = exchange(house);
            Eventually.until(() -> events(db, "published_at IS NULL") == 0);
            house.ended.catchUp();
            house.workflow.cases.terminate(ADMIN, ended.id(), "customer is away");
            Eventually.until(() -> events(db, "published_at IS NULL") == 0);
            // away for longer than events are kept, which is 30 days; the next delivery removes what is older
            house.db.clock().setDate(LocalDate.of(2026, 12, 1));
            db.unitOfWork().required(() -> db.outbox().publish("karawatt/workflow/case/changed", "x", Map.of("kind", "PASSED")));
            Eventually.until(() -> events(db, "1 = 1") == 1);
            assertEquals("IN_CHANGE", status(house));
            house.ended.catchUp();
            assertEquals("ACTIVE", status(house));
            assertEquals("IN_CHANGE", house.customers.account(ADMIN, "A2").status());
        }
    }

    private static long events(TestDatabase db, String where) {
        return db.unitOfWork().readOnly(() -> db.bulk().queryOne("SELECT CAST(COUNT(*) AS BIGINT) FROM kernel_outbox WHERE " + where, List.of(),
                row -> row.getLong(1)).orElseThrow());
    }

    /** A workshop A1 with T400 (400 kVA) and T600 (600 kVA) on a two-part tariff: 20 yuan a kVA and month. */
    static Account workshop(House house, String method) {
        house.db.clock().setDate(NEW_YEAR);
        Account account = account(house, "A1", "COMMERCIAL", "C", "AC00101", "hunan-yueyang-industry-10kv", method, new BigDecimal("1000"),
                BigDecimal.TEN);
        house.equipment.load(ADMIN, List.of(transformer("T400", account, "400"), transformer("T600", account, "600")));
        return account;
    }

    static TransformerDraft transformer(String no, Account account, String kva) {
        return new TransformerDraft(no, account.id(), "TRANSFORMER", "S11", "AC00101", new BigDecimal(kva), NEW_YEAR);
    }

    private static final Map<String, Object> SUSPENSION = values("accountNo", "A1", "change", "SUSPENSION", "transformers", "T600", "fromOn",
            "2026-01-14", "untilOn", "2026-02-11");

    /** The capacity before and after a change are a line each. */
    static BigDecimal capacity(Bill bill) {
        return bill.lines().stream().filter(line -> line.component().equals("CAPACITY")).map(line -> line.amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * T600 rests from 16 January until 11 February, when the term is over and it counts again by itself: 400 kVA all of January, 600 for 15
     * of 31 days; in February for 18 of 28 days. 20 yuan a kVA and month, rounded for each capacity.
     */
    @OnEachDatabase
    void aSuspensionIsSeenInTheCapacityChargeAndEndsWithItsTerm(TestDatabase db) {
        try (House house = new House(db)) {
            workshop(house, "CAPACITY");
            house.db.clock().setDate(LocalDate.of(2026, 1, 7));
            WorkCase opened = house.open(ConnectionProcesses.CAPACITY_CHANGE, SUSPENSION);
            house.complete(opened, "approve", LocalDate.of(2026, 1, 8), "outcome", "approved");
            house.complete(opened, "seal", MIDDLE, "sealedOn", MIDDLE, "sealNo", "F-1");
            assertEquals(0, new BigDecimal("400").compareTo(house.customers.account(ADMIN, "A1").runningCapacityKva()));
            house.read(JANUARY, LocalDate.of(2026, 2, 1), "OLD", "AP_TOTAL", "1100");
            assertEquals(charge("1000", 15, 31).add(charge("400", 16, 31)), capacity(house.bill("A1", JANUARY)));
            house.db.clock().setDate(LocalDate.of(2026, 2, 10));
            house.workflow.look();
            assertEquals(Set.of("open"), house.waiting(opened));
            house.db.clock().setDate(LocalDate.of(2026, 2, 11));
            assertTrue(house.workflow.look() > 0);
            assertEquals(Set.of("file"), house.waiting(opened));
            assertEquals(List.of("RUNNING", "RUNNING"), house.equipment.transformers(ADMIN, house.customers.account(ADMIN, "A1").id()).stream()
                    .map(t -> t.state()).toList());
            assertEquals(0, new BigDecimal("1000").compareTo(house.customers.account(ADMIN, "A1").runningCapacityKva()));
            house.complete(opened, "file", values());
            assertEquals("ACTIVE", status(house));
            house.read(JANUARY.next(), LocalDate.of(2026, 3, 1), "OLD", "AP_TOTAL", "2100");
            assertEquals(charge("400", 10, 28).add(charge("1000", 18, 28)), capacity(house.bill("A1", JANUARY.next())));
        }
    }

    static BigDecimal charge(String kva, int days, int of) {
        return new BigDecimal("20").multiply(new BigDecimal(kva)).multiply(BigDecimal.valueOf(days)).divide(BigDecimal.valueOf(of), 2,
                RoundingMode.HALF_UP);
    }

    /** Opened after ten days the suspension was shorter than 15: all of it is charged (the tariff's rule). */
    @OnEachDatabase
    void aShortSuspensionIsChargedInFull(TestDatabase db) {
        try (House house = new House(db)) {
            workshop(house, "CAPACITY");
            house.db.clock().setDate(LocalDate.of(2026, 1, 7));
            WorkCase opened = house.open(ConnectionProcesses.CAPACITY_CHANGE, SUSPENSION);
            house.complete(opened, "approve", values("outcome", "approved"));
            house.complete(opened, "seal", MIDDLE, "sealedOn", MIDDLE);
            house.complete(opened, "open", LocalDate.of(2026, 1, 26), "openedOn", LocalDate.of(2026, 1, 26));
            house.complete(opened, "file", values());
            house.read(JANUARY, LocalDate.of(2026, 2, 1), "OLD", "AP_TOTAL", "1100");
            assertEquals(new BigDecimal("20000.00"), capacity(house.bill("A1", JANUARY)));
        }
    }

    /** A reduction has no term: it stays until a case of its own restores the capacity. */
    @OnEachDatabase
    void aReductionLastsUntilItIsRestored(TestDatabase db) {
        try (House house = new House(db)) {
            workshop(house, "CAPACITY");
            house.db.clock().setDate(LocalDate.of(2026, 1, 7));
            WorkCase reduced = house.open(ConnectionProcesses.CAPACITY_CHANGE, with(House.without(SUSPENSION, "untilOn"), "change", "REDUCTION"));
            house.complete(reduced, "approve", values("outcome", "approved"));
            house.complete(reduced, "seal", MIDDLE, "sealedOn", MIDDLE);
            house.complete(reduced, "file", values());
            assertEquals(CaseStatus.CLOSED, house.view(reduced).workCase().status());
            Map<String, Object> restore = with(House.without(SUSPENSION, "untilOn"), "change", "RESTORE", "fromOn", "2026-02-16");
            house.db.clock().setDate(LocalDate.of(2026, 2, 2));
            assertEquals(ConnectionErrors.TRANSFORMER_STATE, House.refused(() -> house.open(ConnectionProcesses.CAPACITY_CHANGE,
                    with(restore, "transformers", "T400"))));
            WorkCase restored = house.open(ConnectionProcesses.CAPACITY_CHANGE, restore);
            house.complete(restored, "approve", values("outcome", "approved"));
            house.complete(restored, "reopen", LocalDate.of(2026, 2, 16), "openedOn", "2026-02-16");
            house.complete(restored, "file", values());
            house.read(JANUARY, LocalDate.of(2026, 2, 1), "OLD", "AP_TOTAL", "1100");
            assertEquals(charge("1000", 15, 31).add(charge("400", 16, 31)), capacity(house.bill("A1", JANUARY)));
            house.read(JANUARY.next(), LocalDate.of(2026, 3, 1), "OLD", "AP_TOTAL", "2100");
            assertEquals(charge("400", 15, 28).add(charge("1000", 13, 28)), capacity(house.bill("A1", JANUARY.next())));
        }
    }

    /** Wednesday, 7 January: the fifth working day is the 14th. Six months from the 14th of January end on the 14th of July. */
    @OnEachDatabase
    void noticeTermAndEquipmentAreChecked(TestDatabase db) {
        try (House house = new House(db)) {
            workshop(house, "CAPACITY");
            house.db.clock().setDate(LocalDate.of(2026, 1, 7));
            assertEquals(ConnectionErrors.TOO_EARLY, House.refused(() -> house.open(ConnectionProcesses.CAPACITY_CHANGE,
                    with(SUSPENSION, "fromOn", "2026-01-13"))));
            assertEquals(ConnectionErrors.TERM_LONGER, House.refused(() -> house.open(ConnectionProcesses.CAPACITY_CHANGE,
                    with(SUSPENSION, "untilOn", "2026-07-15"))));
            assertEquals(Set.of("fromOn", "transformers", "untilOn"), House.faults(() -> house.open(ConnectionProcesses.CAPACITY_CHANGE,
                    with(House.without(SUSPENSION, "untilOn"), "fromOn", "2026-01-08", "transformers", "T1,T9"))));
            assertEquals("ACTIVE", status(house), "a refused application leaves no mark");
            WorkCase opened = house.open(ConnectionProcesses.CAPACITY_CHANGE, SUSPENSION);
            house.complete(opened, "approve", values("outcome", "approved"));
            assertEquals(ConnectionErrors.TOO_EARLY, House.refused(() -> house.complete(opened, "seal", LocalDate.of(2026, 1, 13), "sealedOn",
                    "2026-01-13")));
            assertEquals(ConnectionErrors.IN_FUTURE, House.refused(() -> house.complete(opened, "seal", values("sealedOn", "2026-01-14"))));
        }
    }

    @OnEachDatabase
    void whoeverPaysForDemandSuspendsEverythingByMonths(TestDatabase db) {
        try (House house = new House(db)) {
            workshop(house, "ACTUAL_DEMAND");
            house.db.clock().setDate(LocalDate.of(2026, 1, 7));
            Map<String, Object> february = with(SUSPENSION, "fromOn", "2026-02-01", "untilOn", "2026-03-01");
            assertEquals(ConnectionErrors.WHOLE_ONLY, House.refused(() -> house.open(ConnectionProcesses.CAPACITY_CHANGE, february)));
            assertEquals(ConnectionErrors.WHOLE_ONLY, House.refused(() -> house.open(ConnectionProcesses.CAPACITY_CHANGE,
                    with(february, "transformers", "T400，T600", "fromOn", "2026-02-02"))));
            house.open(ConnectionProcesses.CAPACITY_CHANGE, with(february, "transformers", "T400，T600"));
        }
    }

    /**
     * 2000 kWh of January at 0.538. Until 16 February 300 more: two months in force make 460 and 800 kWh, of which all are used, so 300 x 0.838.
     * The new holder has eleven months from February on, 2530 and 4400 kWh: his 1000 kWh at 0.538, and of March's 1600 the first 1530 at 0.538
     * and 70 at 0.588. With the old holder's 2300 kWh before them, 540 of the 1000 would have cost more.
     */
    @OnEachDatabase
    void anAccountGoesToTheNextCustomerWithABillAndTiersOfHisOwn(TestDatabase db) {
        try (House house = new House(db)) {
            Account before = household(house);
            house.read(JANUARY, LocalDate.of(2026, 2, 1), "OLD", "AP_TOTAL", "2100");
            assertEquals(new BigDecimal("1076.00"), house.bill("A1", JANUARY).amount());
            house.db.clock().setDate(LocalDate.of(2026, 2, 12));
            Map<String, Object> sale = values("accountNo", "A1", "customerKind", "PERSON", "customerName", "李四", "idKind", "01", "idNumber",
                    "330102199003075135", "phone", "13900000001");
            assertEquals(Set.of("customerNo", "tariffCode"), House.faults(() -> house.open(ConnectionProcesses.TRANSFER,
                    with(sale, "customerNo", before.customerNo(), "tariffCode", "hunan-yueyang-industry-10kv"))));
            WorkCase opened = house.open(ConnectionProcesses.TRANSFER, sale);
            house.complete(opened, "documents", values("outcome", "passed"));
            assertEquals(Set.of("finalReadOn", "finalTotal"), House.faults(() -> house.complete(opened, "read",
                    values("finalReadOn", "2026-02-17", "finalTotal", "99"))));
            LocalDate day = LocalDate.of(2026, 2, 16);
            house.complete(opened, "read", day, "finalReadOn", day, "finalTotal", "2400");
            assertEquals(0, new BigDecimal("251.40").compareTo(new BigDecimal(house.caseValues(opened).get("finalAmount").toString())));
            assertEquals(before.customerNo(), house.customers.account(ADMIN, "A1").customerNo(), "not before the old customer has settled");
            house.restart();
            house.complete(opened, "settle", LocalDate.of(2026, 2, 17), "settled", "false");
            assertEquals(before.customerNo(), house.customers.account(ADMIN, "A1").customerNo(), "he has not settled: the step comes again");
            house.complete(opened, "settle", LocalDate.of(2026, 2, 18), "settled", "true");
            house.complete(opened, "file", LocalDate.of(2026, 2, 19));
            assertEquals("transferred", house.view(opened).workCase().outcome());
            assertEquals(List.of("张三 2026-01-01 2026-02-16", "李四 2026-02-16 null"), house.customers.holders(ADMIN, "A1").stream()
                    .map(h -> h.name() + " " + h.from() + " " + h.to()).toList());
            assertEquals("ACTIVE", status(house));
            // the new customer's first reading goes on from the last one of the old customer
            house.read(JANUARY.next(), LocalDate.of(2026, 3, 1), "OLD", "AP_TOTAL", "3400");
            Bill first = house.bill("A1", JANUARY.next());
            assertEquals(day, first.periodFrom());
            assertEquals(new BigDecimal("538.00"), first.amount());
            List<MeterReading> chain = house.readings.accepted(before.id(), before.id(), JANUARY.next());
            assertEquals(List.of("FINAL 300", "REGULAR 1000"), chain.stream().map(r -> r.reason() + " "
                    + r.quantity().stripTrailingZeros().toPlainString()).sorted().toList());
            BillingMonth march = JANUARY.next().next();
            house.read(march, LocalDate.of(2026, 4, 1), "OLD", "AP_TOTAL", "5000");
            assertEquals(new BigDecimal("864.30"), house.bill("A1", march).amount());
            // 张三's regular bill of January and his last one, then those of 李四
            assertEquals(List.of("2026-02-01 张三", "2026-02-16 张三", "2026-03-01 李四", "2026-04-01 李四"), house.bills("A1").stream()
                    .map(bill -> bill.periodTo() + " " + bill.customerName()).sorted().toList());
        }
    }
}
