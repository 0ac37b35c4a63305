package org.karawatt.connection.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.karawatt.connection.internal.service.ChangesOfSupplyTest.account;
import static org.karawatt.connection.internal.service.ChangesOfSupplyTest.capacity;
import static org.karawatt.connection.internal.service.ChangesOfSupplyTest.charge;
import static org.karawatt.connection.internal.service.ChangesOfSupplyTest.transformer;
import static org.karawatt.connection.internal.service.ChangesOfSupplyTest.workshop;
import static org.karawatt.connection.internal.service.House.ADMIN;
import static org.karawatt.connection.internal.service.House.values;
import static org.karawatt.connection.internal.service.House.with;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.karawatt.billing.api.Bill;
import org.karawatt.connection.api.ConnectionErrors;
import org.karawatt.connection.api.ConnectionProcesses;
import org.karawatt.customer.api.Account;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.PointLoss;
import org.karawatt.metering.api.PointRule;
import org.karawatt.metering.api.PointRuleDraft;
import org.karawatt.tariff.api.TariffAssignment;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestDatabase;
import org.karawatt.workflow.api.CaseStatus;
import org.karawatt.workflow.api.WorkCase;

/** More capacity, for good and for a time, seen to the capacity charge: 20 yuan a kVA and month, by the days of the month. */
class MoreCapacityTest {

    private static final BillingMonth JANUARY = new BillingMonth(202601);
    private static final LocalDate APPLIED = LocalDate.of(2026, 1, 7);
    private static final LocalDate MIDDLE = LocalDate.of(2026, 1, 16);
    private static final LocalDate CHANGED = LocalDate.of(2026, 1, 12);
    private static final Map<String, Object> MORE = values("accountNo", "A1", "requestedKva", "1315", "sources", "SINGLE", "important", "false");
    private static final Map<String, Object> ANOTHER = values("transformer1No", "T315", "transformer1Model", "S13", "transformer1Kva", "315",
            "energisedOn", MIDDLE);
    private static final Map<String, Object> LENT = values("transformer1No", "T400", "transformer1Kva", "400", "mountedOn", CHANGED);
    private static final Map<String, Object> REPLACEMENT = values("accountNo", "A1", "replacedNo", "T315", "untilOn", "2026-02-11", "reason",
            "烧毁");

    private static String states(House house) {
        return house.equipment.transformers(ADMIN, house.customers.account(ADMIN, "A1").id()).stream()
                .map(t -> t.transformerNo() + " " + t.state()).sorted().toList().toString();
    }

    private static void same(String kva, BigDecimal actual) {
        assertEquals(0, new BigDecimal(kva).compareTo(actual), () -> kva + " but " + actual);
    }

    private static WorkCase atTheSupply(House house, Map<String, Object> application, String approved) {
        house.db.clock().setDate(APPLIED);
        WorkCase opened = house.open(ConnectionProcesses.CAPACITY_INCREASE, application);
        house.complete(opened, "documents", values("outcome", "passed"));
        house.complete(opened, "scheme-single", values("outcome", "feasible", "approvedKva", approved));
        house.complete(opened, "reply", values("outcome", "accepted"));
        house.complete(opened, "finish", LocalDate.of(2026, 1, 13), "finishedOn", "2026-01-13");
        house.complete(opened, "completion", LocalDate.of(2026, 1, 14), "outcome", "failed");
        house.complete(opened, "finish", values("finishedOn", "2026-01-14"));
        house.complete(opened, "completion", values("outcome", "passed"));
        house.complete(opened, "contract", LocalDate.of(2026, 1, 15), "contractNo", "HT-2", "signedOn", "2026-01-15");
        house.db.clock().setDate(MIDDLE);
        return opened;
    }

    /**
     * 1000 kVA for 15 of 31 days, 20 x 1000 x 15 / 31 = 9677.42, and 1315 from the 16th on, 20 x 1315 x 16 / 31 = 13574.19. 10000 kWh at
     * 0.6147 are 6147.00.
     */
    @OnEachDatabase
    void anotherTransformerIsPaidForFromItsDay(TestDatabase db) {
        try (House house = new House(db)) {
            workshop(house, "CAPACITY");
            WorkCase opened = atTheSupply(house, MORE, "1315");
            assertEquals("IN_CHANGE", house.customers.account(ADMIN, "A1").status());
            assertEquals(2, house.dyingAfterEachWrite(() -> house.complete(opened, "energise", ANOTHER), "equipment_transformer",
                    "equipment_transformer_state", "workflow_event"));
            house.workflow.cases.rollBack(ADMIN, opened.id(), "file", "energise", "seal number");
            house.complete(opened, "energise", ANOTHER);
            house.complete(opened, "file", values("archiveNo", "D-2"));
            house.complete(opened, "callback", values("satisfaction", "5"));
            assertEquals(CaseStatus.CLOSED, house.view(opened).workCase().status());
            assertEquals("increased", house.view(opened).workCase().outcome());
            assertEquals("[T315 RUNNING, T400 RUNNING, T600 RUNNING]", states(house));
            Account account = house.customers.account(ADMIN, "A1");
            assertEquals("ACTIVE", account.status());
            same("1315", account.contractCapacityKva());
            same("1315", account.runningCapacityKva());

            house.read(JANUARY, LocalDate.of(2026, 2, 1), "OLD", "AP_TOTAL", "1100");
            Bill bill = house.bill("A1", JANUARY);
            assertEquals(new BigDecimal("23251.61"), capacity(bill));
            assertEquals(new BigDecimal("29398.61"), bill.amount());
            assertEquals(List.of("SCHEME 1/1", "COMPLETION 1/1", "ENERGISE 1/1"), house.connections.compliance(ADMIN,
                    ConnectionProcesses.CAPACITY_INCREASE, null, APPLIED, LocalDate.of(2026, 2, 1)).nodes().stream()
                    .map(n -> n.node() + " " + n.met() + "/" + n.cases()).toList());
        }
    }

    /** T400 goes and T800 comes: 600 + 800 kVA. The demand that is paid for is agreed anew, and the losses are those of the new transformer. */
    @OnEachDatabase
    void aLargerTransformerTakesThePlaceOfOne(TestDatabase db) {
        try (House house = new House(db)) {
            Account account = workshop(house, "CAPACITY");
            long old = house.equipment.transformers(ADMIN, account.id()).stream().filter(t -> t.transformerNo().equals("T400")).findFirst()
                    .orElseThrow().id();
            house.metering.setRule(ADMIN, new PointRuleDraft("A1-1", LocalDate.of(2026, 1, 2), "METERED", null, null, null, null, null,
                    new PointLoss("FORMULA", null, old, null, null, null, null, new BigDecimal("3"), "READ", null, null)));
            Map<String, Object> application = with(MORE, "requestedKva", "1400", "important", "true", "demandMethod", "CONTRACT_DEMAND",
                    "contractDemandKw", "700");
            house.db.clock().setDate(APPLIED);
            WorkCase opened = house.open(ConnectionProcesses.CAPACITY_INCREASE, application);
            house.complete(opened, "documents", values("outcome", "passed"));
            house.complete(opened, "scheme-single", values("outcome", "feasible", "approvedKva", "1400"));
            house.complete(opened, "reply", values("outcome", "accepted"));
            house.complete(opened, "design", values("designer", "甲设计院"));
            house.complete(opened, "design-review", values("outcome", "passed"));
            house.complete(opened, "works", values("installer", "乙公司"));
            house.complete(opened, "midwork", values("outcome", "passed"));
            house.complete(opened, "finish", values("finishedOn", APPLIED));
            house.complete(opened, "completion", values("outcome", "passed"));
            house.complete(opened, "contract", values("contractNo", "HT-3", "signedOn", APPLIED));
            Map<String, Object> larger = with(ANOTHER, "transformer1No", "T800", "transformer1Kva", "800", "removedTransformers", "T400");
            house.db.clock().setDate(MIDDLE);
            assertEquals(Set.of("transformer1NoLoadKw"), House.faults(() -> house.complete(opened, "energise", larger)));
            house.complete(opened, "energise", with(larger, "transformer1NoLoadKw", "0.98"));
            assertEquals("[T400 REMOVED, T600 RUNNING, T800 RUNNING]", states(house));
            same("1400", house.customers.account(ADMIN, "A1").contractCapacityKva());
            List<PointRule> rules = house.metering.rules(ADMIN, account.id());
            PointRule last = rules.get(rules.size() - 1);
            assertEquals(MIDDLE, last.validFrom());
            assertEquals(house.equipment.transformers(ADMIN, account.id()).stream().filter(t -> t.transformerNo().equals("T800")).findFirst()
                    .orElseThrow().id(), last.loss().transformerId());
            same("3", last.loss().linePct());
            List<TariffAssignment> assignments = house.tariffs.assignments(ADMIN, account.id());
            TariffAssignment now = assignments.get(assignments.size() - 1);
            assertEquals("CONTRACT_DEMAND 2026-01-16", now.demandMethod() + " " + now.validFrom());
            same("700", now.contractDemandKw());
        }
    }

    @OnEachDatabase
    void anIncreaseIsRefusedWithAllItsFaults(TestDatabase db) {
        try (House house = new House(db)) {
            workshop(house, "CAPACITY");
            house.db.clock().setDate(APPLIED);
            assertEquals(Set.of("requestedKva", "tariffCode"), House.faults(() -> house.open(ConnectionProcesses.CAPACITY_INCREASE,
                    with(MORE, "requestedKva", "1000", "tariffCode", "hunan-yueyang-industry-35kv"))));
            assertEquals("ACTIVE", house.customers.account(ADMIN, "A1").status(), "a refused application leaves no mark");
            WorkCase opened = atTheSupply(house, MORE, "1400");
            assertEquals(ConnectionErrors.CHANGE_RUNNING, House.refused(() -> house.open(ConnectionProcesses.TEMPORARY_REPLACEMENT,
                    with(REPLACEMENT, "replacedNo", "T400"))));
            assertEquals(ConnectionErrors.CAPACITY_DIFFERS, House.refused(() -> house.complete(opened, "energise", ANOTHER)));
            assertEquals(Set.of("energisedOn", "removedTransformers", "transformer1Kva"), House.faults(() -> house.complete(opened, "energise",
                    with(House.without(ANOTHER, "transformer1Kva"), "removedTransformers", "T9", "energisedOn", "2026-01-17"))));
            assertEquals("[T400 RUNNING, T600 RUNNING]", states(house));
        }
    }

    /** A workshop with one transformer of 315 kVA. */
    private static void single(House house) {
        house.db.clock().setDate(LocalDate.of(2026, 1, 1));
        Account account = account(house, "A1", "COMMERCIAL", "C", "AC00101", "hunan-yueyang-industry-10kv", "CAPACITY", new BigDecimal("315"),
                BigDecimal.TEN);
        house.equipment.load(ADMIN, List.of(transformer("T315", account, "315")));
    }

    private static WorkCase replaced(House house) {
        house.db.clock().setDate(APPLIED);
        WorkCase opened = house.open(ConnectionProcesses.TEMPORARY_REPLACEMENT, REPLACEMENT);
        house.complete(opened, "approve", LocalDate.of(2026, 1, 8), "outcome", "approved");
        house.db.clock().setDate(CHANGED);
        house.complete(opened, "mount", LENT);
        return opened;
    }

    /**
     * The case of D3 in a month of 31 days: 315 kVA until the 12th, 400 from that day on, 20 x 315 x 11 / 31 = 2235.48 and
     * 20 x 400 x 20 / 31 = 5161.29. It ends by itself on 11 February: 20 x 400 x 10 / 28 = 2857.14 and 20 x 315 x 18 / 28 = 4050.00.
     */
    @OnEachDatabase
    void aReplacementIsPaidForAndEndsWithItsTerm(TestDatabase db) {
        try (House house = new House(db)) {
            single(house);
            WorkCase opened = replaced(house);
            assertEquals("[T315 STANDBY, T400 RUNNING]", states(house));
            same("400", house.customers.account(ADMIN, "A1").contractCapacityKva());
            house.read(JANUARY, LocalDate.of(2026, 2, 1), "OLD", "AP_TOTAL", "1100");
            assertEquals(charge("315", 11, 31).add(charge("400", 20, 31)), capacity(house.bill("A1", JANUARY)));
            assertEquals(new BigDecimal("7396.77"), charge("315", 11, 31).add(charge("400", 20, 31)));
            house.db.clock().setDate(LocalDate.of(2026, 2, 10));
            house.workflow.look();
            assertEquals(Set.of("return"), house.waiting(opened));
            house.db.clock().setDate(LocalDate.of(2026, 2, 11));
            assertTrue(house.workflow.look() > 0);
            assertEquals(Set.of("file"), house.waiting(opened));
            assertEquals("[T315 RUNNING, T400 REMOVED]", states(house));
            same("315", house.customers.account(ADMIN, "A1").runningCapacityKva());
            house.complete(opened, "file", values());
            assertEquals("returned", house.view(opened).workCase().outcome());
            assertEquals("ACTIVE", house.customers.account(ADMIN, "A1").status());
            house.read(JANUARY.next(), LocalDate.of(2026, 3, 1), "OLD", "AP_TOTAL", "2100");
            assertEquals(new BigDecimal("6907.14"), capacity(house.bill("A1", JANUARY.next())));
        }
    }

    /** Back after ten days: 400 kVA for the ten days from the 12th on, 315 for the other 21; no rule about short seals takes part. */
    @OnEachDatabase
    void theCustomerMayEndAReplacementBefore(TestDatabase db) {
        try (House house = new House(db)) {
            single(house);
            WorkCase opened = replaced(house);
            assertEquals(Set.of("returnedOn"), House.faults(() -> house.complete(opened, "return", values("returnedOn", CHANGED))));
            house.complete(opened, "return", LocalDate.of(2026, 1, 22), "returnedOn", "2026-01-22");
            house.complete(opened, "file", values());
            assertEquals("[T315 RUNNING, T400 REMOVED]", states(house));
            house.read(JANUARY, LocalDate.of(2026, 2, 1), "OLD", "AP_TOTAL", "1100");
            BigDecimal twice = charge("315", 11, 31).add(charge("315", 10, 31));
            assertEquals(twice.add(charge("400", 10, 31)), capacity(house.bill("A1", JANUARY)));
        }
    }

    /** Two months from Wednesday, 7 January, end on 7 March; at 35 kV three end on 7 April. From the day of the change on they count anew. */
    @OnEachDatabase
    void theTermIsThatOfTheVoltage(TestDatabase db) {
        try (House house = new House(db)) {
            single(house);
            house.db.clock().setDate(APPLIED);
            assertEquals(ConnectionErrors.TERM_LONGER, House.refused(() -> house.open(ConnectionProcesses.TEMPORARY_REPLACEMENT,
                    with(REPLACEMENT, "untilOn", "2026-03-08"))));
            assertEquals(Set.of("replacedNo", "untilOn"), House.faults(() -> house.open(ConnectionProcesses.TEMPORARY_REPLACEMENT,
                    with(REPLACEMENT, "replacedNo", "T9", "untilOn", "2026-01-07"))));
            WorkCase opened = house.open(ConnectionProcesses.TEMPORARY_REPLACEMENT, with(REPLACEMENT, "untilOn", "2026-03-07"));
            house.complete(opened, "approve", values("outcome", "approved"));
            house.db.clock().setDate(CHANGED);
            assertEquals(Set.of("mountedOn", "transformer1Kva"), House.faults(() -> house.complete(opened, "mount",
                    with(LENT, "mountedOn", "2026-01-13", "transformer1Kva", "315"))));
            assertEquals("[T315 RUNNING]", states(house));
            house.workflow.cases.terminate(ADMIN, opened.id(), "repaired");
            house.ended.ended(opened.caseNo());

            Account high = account(house, "A2", "COMMERCIAL", "C", "AC00351", "hunan-yueyang-industry-35kv", "CAPACITY", new BigDecimal("3150"),
                    BigDecimal.TEN, "M9");
            house.equipment.load(ADMIN, List.of(transformer("T3150", high, "3150")));
            Map<String, Object> of = with(REPLACEMENT, "accountNo", "A2", "replacedNo", "T3150");
            house.db.clock().setDate(APPLIED);
            assertEquals(ConnectionErrors.TERM_LONGER, House.refused(() -> house.open(ConnectionProcesses.TEMPORARY_REPLACEMENT,
                    with(of, "untilOn", "2026-04-08"))));
            house.open(ConnectionProcesses.TEMPORARY_REPLACEMENT, with(of, "untilOn", "2026-04-07"));
        }
    }
}
