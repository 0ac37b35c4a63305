package org.karawatt.connection.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.karawatt.connection.internal.service.House.ADMIN;
import static org.karawatt.connection.internal.service.House.values;
import static org.karawatt.connection.internal.service.House.with;
import static org.karawatt.connection.internal.service.House.without;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.karawatt.asset.api.AssetDraft;
import org.karawatt.billing.api.Bill;
import org.karawatt.connection.api.Compliance;
import org.karawatt.connection.api.ConnectionErrors;
import org.karawatt.connection.api.ConnectionProcesses;
import org.karawatt.customer.api.Account;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.MeteringPoint;
import org.karawatt.metering.api.PointRule;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestDatabase;
import org.karawatt.workflow.api.CaseStatus;
import org.karawatt.workflow.api.WorkCase;

/** A factory from its application to its first bill. */
class HighVoltageTest {

    /** A Monday. */
    private static final LocalDate APPLIED = LocalDate.of(2026, 3, 2);
    private static final LocalDate SUPPLIED = LocalDate.of(2026, 5, 18);
    private static final BillingMonth MAY = new BillingMonth(202605);
    /** An invented company whose credit code has a right check digit. */
    private static final Map<String, Object> APPLICATION = values("customerName", "清河机械有限公司", "idKind", "USCC", "idNumber",
            "91330100MA2B1C3D4E", "phone", "057100000000", "address", "清河市工业路8号", "urbanRural", "URBAN", "usageClass", "COMMERCIAL",
            "industryCode", "C", "voltageCode", "AC00101", "requestedKva", "630", "sources", "SINGLE", "important", "true", "tariffCode",
            "hunan-yueyang-industry-10kv", "demandMethod", "CAPACITY", "powerFactorStandard", "0.90");
    private static final Map<String, Object> SCHEME = values("lineNo", "L1", "approvedKva", "630", "meteringMode", "HH");
    private static final Map<String, Object> MOUNTED = values("meterNo", "M1", "ctNo", "CT1", "ptNo", "PT1", "initialTotal", "0",
            "initialReactive", "0", "transformer1No", "B1", "transformer1Model", "S13", "transformer1Kva", "630", "routeNo", "R1",
            "energisedOn", "2026-05-18");

    private static House house(TestDatabase db) {
        House house = new House(db);
        house.assets.takeIn(ADMIN, new AssetDraft("CT1", "CT", "LZZB", null, "0.2S", null, null, new BigDecimal("75"), new BigDecimal("5"),
                "3301", null));
        house.assets.takeIn(ADMIN, new AssetDraft("PT1", "PT", "JDZ", null, "0.2", null, null, new BigDecimal("10000"), new BigDecimal("100"),
                "3301", null));
        house.db.clock().setDate(APPLIED);
        return house;
    }

    /** Through design, works and inspections, each of which fails once. */
    private static WorkCase atTheMeter(House house, Map<String, Object> application, Map<String, Object> scheme) {
        WorkCase opened = house.open(ConnectionProcesses.HIGH_VOLTAGE, application);
        house.complete(opened, "documents", APPLIED, "outcome", "passed");
        house.complete(opened, "survey", APPLIED.plusDays(2), "surveyOutcome", "feasible");
        house.complete(opened, "DUAL".equals(application.get("sources")) ? "scheme-dual" : "scheme-single", scheme);
        house.complete(opened, "reply", LocalDate.of(2026, 3, 16), "outcome", "accepted");
        if ("true".equals(application.get("important"))) {
            house.complete(opened, "design", LocalDate.of(2026, 3, 20), "designer", "甲设计院");
            house.complete(opened, "design-review", LocalDate.of(2026, 3, 25), "outcome", "failed");
            house.complete(opened, "design", LocalDate.of(2026, 3, 27), "designer", "甲设计院");
            house.complete(opened, "design-review", LocalDate.of(2026, 3, 31), "outcome", "passed");
            house.complete(opened, "works", LocalDate.of(2026, 4, 10), "installer", "乙公司");
            house.complete(opened, "midwork", LocalDate.of(2026, 4, 13), "outcome", "failed");
            house.complete(opened, "works", LocalDate.of(2026, 4, 15), "installer", "乙公司");
            house.complete(opened, "midwork", LocalDate.of(2026, 4, 16), "outcome", "passed");
        }
        house.complete(opened, "finish", LocalDate.of(2026, 5, 8), "finishedOn", "2026-05-08");
        house.complete(opened, "completion", LocalDate.of(2026, 5, 11), "outcome", "failed");
        house.complete(opened, "finish", LocalDate.of(2026, 5, 12), "finishedOn", "2026-05-12");
        house.complete(opened, "completion", LocalDate.of(2026, 5, 14), "outcome", "passed");
        house.complete(opened, "contract", LocalDate.of(2026, 5, 15), "contractNo", "HT-1", "signedOn", "2026-05-15");
        house.db.clock().setDate(SUPPLIED);
        return opened;
    }

    /** 60,000 kWh at 15 x 100: 60000 x 0.6147 = 36882.00. */
    @OnEachDatabase
    void anApplicationBecomesAFactoryWithABill(TestDatabase db) {
        try (House house = house(db)) {
            WorkCase opened = atTheMeter(house, APPLICATION, SCHEME);
            house.complete(opened, "meter", MOUNTED);
            house.complete(opened, "file", SUPPLIED, "archiveNo", "D-1");
            house.complete(opened, "callback", SUPPLIED.plusDays(1), "satisfaction", "4");
            assertEquals(CaseStatus.CLOSED, house.view(opened).workCase().status());
            String accountNo = (String) house.caseValues(opened).get("accountNo");
            Account account = house.customers.account(ADMIN, accountNo);
            assertEquals("清河机械有限公司", account.customerName());
            assertEquals(0, new BigDecimal("630").compareTo(account.contractCapacityKva()));
            MeteringPoint point = house.metering.points(ADMIN, account.id()).get(0);
            assertEquals(0, new BigDecimal("1500").compareTo(point.multiplier()));
            assertEquals("HH", point.meteringMode());
            assertEquals(List.of("INSTALLED", "INSTALLED", "INSTALLED"), List.of("M1", "CT1", "PT1").stream()
                    .map(no -> house.assets.asset(ADMIN, no).status()).toList());
            assertEquals("B1 RUNNING", house.equipment.transformers(ADMIN, account.id()).stream().map(t -> t.transformerNo() + " " + t.state())
                    .toList().get(0));

            house.read(MAY, LocalDate.of(2026, 6, 1), "M1", "AP_TOTAL", "40", "M1", "RP_TOTAL", "20");
            Bill bill = house.bill(accountNo, MAY);
            assertEquals(SUPPLIED, bill.periodFrom());
            // 630 kVA x 20 x 14/31; cos 0.89 at the standard of 0.90 costs 0.5 % of energy and capacity
            assertTrue(House.lines(bill).containsAll(List.of("ENERGY 36882.00", "CAPACITY 5690.32", "POWER_FACTOR 212.86")),
                    () -> House.lines(bill).toString());
            assertEquals(new BigDecimal("42785.18"), bill.amount());

            Compliance kept = house.connections.compliance(ADMIN, null, "33", APPLIED, LocalDate.of(2026, 6, 1));
            assertEquals(1, kept.compliant());
            assertEquals(List.of("SCHEME 1/1", "DESIGN 1/1", "MIDWORK 1/1", "COMPLETION 1/1", "ENERGISE 1/1"), kept.nodes().stream()
                    .map(n -> n.node() + " " + n.met() + "/" + n.cases()).toList());
        }
    }

    /** Two sources have 30 working days for the scheme; an unimportant customer's design is not reviewed; metered low, it bears losses. */
    @OnEachDatabase
    void twoSourcesHaveLongerAndLowMeteringBearsLosses(TestDatabase db) {
        try (House house = house(db)) {
            Map<String, Object> dual = with(APPLICATION, "sources", "DUAL", "important", "false");
            WorkCase first = house.open(ConnectionProcesses.HIGH_VOLTAGE, APPLICATION);
            house.complete(first, "documents", values("outcome", "passed"));
            assertEquals(Instant.parse("2026-03-23T16:00:00Z"), house.task(first, "scheme-single").deadline().dueAt());
            WorkCase second = house.open(ConnectionProcesses.HIGH_VOLTAGE, dual);
            house.complete(second, "documents", values("outcome", "passed"));
            assertEquals(Instant.parse("2026-04-13T16:00:00Z"), house.task(second, "scheme-dual").deadline().dueAt());
            assertEquals(ConnectionErrors.SURVEY_MISSING, House.refused(() -> house.complete(second, "scheme-dual", SCHEME)));

            WorkCase opened = atTheMeter(house, dual, with(SCHEME, "meteringMode", "HL"));
            Map<String, Object> low = without(MOUNTED, "ptNo");
            assertEquals(Set.of("transformer1NoLoadKw"), House.faults(() -> house.complete(opened, "meter", low)));
            house.complete(opened, "meter", with(low, "transformer1NoLoadKw", "0.81", "transformer1NoLoadPct", "0.6"));
            Account account = house.customers.account(ADMIN, (String) house.caseValues(opened).get("accountNo"));
            PointRule rule = house.metering.rules(ADMIN, account.id()).get(0);
            assertEquals("FORMULA", rule.loss().method());
            assertEquals(house.equipment.transformers(ADMIN, account.id()).get(0).id(), rule.loss().transformerId());
            assertEquals(SUPPLIED, rule.validFrom());
            house.complete(opened, "file", values());
            assertEquals(List.of("SCHEME", "COMPLETION", "ENERGISE"), house.connections.compliance(ADMIN, null, null, APPLIED,
                    LocalDate.of(2026, 6, 1)).nodes().stream().map(n -> n.node().name()).toList());
        }
    }

    @OnEachDatabase
    void badInputIsToldAtOnce(TestDatabase db) {
        try (House house = house(db)) {
            assertEquals(Set.of("contractDemandKw", "idNumber", "tariffCode"), House.faults(() -> house.open(
                    ConnectionProcesses.HIGH_VOLTAGE, with(APPLICATION, "demandMethod", "CONTRACT_DEMAND", "idNumber", "91330100MA2B1C3D4F",
                            "voltageCode", "AC00351"))));
            WorkCase opened = house.open(ConnectionProcesses.HIGH_VOLTAGE, with(APPLICATION, "important", "false"));
            house.complete(opened, "documents", values("outcome", "passed"));
            house.complete(opened, "survey", values("surveyOutcome", "feasible"));
            assertEquals(Set.of("lineNo"), House.faults(() -> house.complete(opened, "scheme-single", with(SCHEME, "lineNo", "L9"))));
            assertEquals(Set.of("approvedKva", "meteringMode"), House.faults(() -> house.complete(opened, "scheme-single",
                    with(SCHEME, "approvedKva", "0", "meteringMode", "XX"))));
            house.complete(opened, "scheme-single", SCHEME);
            house.complete(opened, "reply", values("outcome", "revise"));
            house.complete(opened, "survey", values("surveyOutcome", "feasible"));
            house.complete(opened, "scheme-single", SCHEME);
            house.complete(opened, "reply", values("outcome", "accepted"));
            house.complete(opened, "finish", values("finishedOn", "2026-03-02"));
            house.complete(opened, "completion", values("outcome", "passed"));
            house.complete(opened, "contract", values("contractNo", "HT-1", "signedOn", "2026-03-02"));
            assertEquals(Set.of("ctNo", "energisedOn", "ptNo", "transformer1Kva"), House.faults(() -> house.complete(opened, "meter",
                    with(MOUNTED, "ctNo", "PT1", "ptNo", "PT9", "transformer1Kva", "400"))));
            assertEquals(0, house.count("customer_account"));
            assertEquals(0, house.count("equipment_transformer"));
        }
    }

    @OnEachDatabase
    void aRefusedSurveyEndsTheSchemeAsWell(TestDatabase db) {
        try (House house = house(db)) {
            WorkCase opened = house.open(ConnectionProcesses.HIGH_VOLTAGE, APPLICATION);
            house.complete(opened, "documents", values("outcome", "passed"));
            assertEquals(Set.of("scheme-single", "survey"), house.waiting(opened));
            house.complete(opened, "survey", values("surveyOutcome", "refused"));
            assertEquals(CaseStatus.CLOSED, house.view(opened).workCase().status());
            assertEquals(Set.of(), house.waiting(opened));
        }
    }
}
