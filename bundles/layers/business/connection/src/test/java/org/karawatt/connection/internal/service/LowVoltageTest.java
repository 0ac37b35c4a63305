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
import org.karawatt.connection.api.ConnectionErrors;
import org.karawatt.connection.api.ConnectionProcesses;
import org.karawatt.customer.api.Account;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.MeteringErrors;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestDatabase;
import org.karawatt.workflow.api.CaseStatus;
import org.karawatt.workflow.api.WorkCase;

/** A shop from its application to its first bill. */
class LowVoltageTest {

    /** A Monday. */
    private static final LocalDate APPLIED = LocalDate.of(2026, 3, 2);
    private static final LocalDate SUPPLIED = LocalDate.of(2026, 3, 11);
    private static final BillingMonth MARCH = new BillingMonth(202603);
    private static final Map<String, Object> APPLICATION = values("customerName", "清河百货商店", "idKind", "USCC", "idNumber",
            "91330100MA2B1C3D4E", "phone", "057100000000", "address", "清河市中山路3号", "urbanRural", "URBAN", "usageClass", "COMMERCIAL",
            "industryCode", "F", "tariffCode", "hunan-yueyang-general-lt1kv", "phase", "THREE", "loadKw", "40");
    private static final Map<String, Object> SURVEY = values("outcome", "feasible", "areaNo", "T1", "contractKva", "50");
    private static final Map<String, Object> MOUNTED = values("meterNo", "M1", "ctNo", "CT1", "initialTotal", "0", "routeNo", "R1",
            "energisedOn", SUPPLIED);

    private static House house(TestDatabase db) {
        House house = new House(db);
        house.assets.takeIn(ADMIN, new AssetDraft("CT1", "CT", "LMZ", null, "0.5S", null, null, new BigDecimal("150"), new BigDecimal("5"),
                "3301", null));
        house.db.clock().setDate(APPLIED);
        return house;
    }

    /** 100 on a meter at 150/5 are 3000 kWh: 3000 x 0.7003 = 2100.90. */
    @OnEachDatabase
    void anApplicationBecomesAShopWithABill(TestDatabase db) {
        try (House house = house(db)) {
            WorkCase opened = house.open(ConnectionProcesses.LOW_VOLTAGE, APPLICATION);
            // six working days of the utility: until the end of Tuesday, the 10th
            assertEquals(Instant.parse("2026-03-10T16:00:00Z"), house.view(opened).workCase().deadline().dueAt());
            house.complete(opened, "documents", values("outcome", "passed"));
            house.db.clock().setDate(APPLIED.plusDays(2));
            house.complete(opened, "survey", SURVEY);
            // the customer takes from Wednesday to Monday: his own time
            house.complete(opened, "reply", LocalDate.of(2026, 3, 6), "outcome", "accepted");
            house.complete(opened, "contract", LocalDate.of(2026, 3, 9), "contractNo", "HT-7", "signedOn", "2026-03-09");
            assertEquals(Instant.parse("2026-03-16T16:00:00Z"), house.task(opened, "meter").deadline().dueAt());
            house.db.clock().setDate(SUPPLIED);
            house.complete(opened, "meter", MOUNTED);
            house.complete(opened, "file", values("archiveNo", "D-7"));
            house.complete(opened, "callback", SUPPLIED.plusDays(1), "satisfaction", "5");
            assertEquals(CaseStatus.CLOSED, house.view(opened).workCase().status());
            assertEquals("energised", house.view(opened).workCase().outcome());

            Account account = house.customers.account(ADMIN, (String) house.caseValues(opened).get("accountNo"));
            assertEquals("AC00003", account.voltageCode());
            assertEquals(0, new BigDecimal("50").compareTo(account.contractCapacityKva()));
            assertEquals("ORGANISATION", house.customers.customer(ADMIN, account.customerNo()).kind());
            assertEquals(0, new BigDecimal("30").compareTo(house.metering.points(ADMIN, account.id()).get(0).multiplier()));

            house.read(MARCH, LocalDate.of(2026, 4, 1), "M1", "AP_TOTAL", "100");
            Bill bill = house.bill(account.accountNo(), MARCH);
            assertEquals(SUPPLIED, bill.periodFrom());
            assertEquals(new BigDecimal("2100.90"), bill.amount(), () -> House.lines(bill).toString());
            assertEquals(List.of("SCHEME 1/1", "ENERGISE 1/1", "WHOLE 1/1"), house.connections.compliance(ADMIN, ConnectionProcesses.LOW_VOLTAGE,
                    "33", APPLIED, LocalDate.of(2026, 4, 1)).nodes().stream().map(n -> n.node() + " " + n.met() + "/" + n.cases()).toList());
        }
    }

    /** Two fitters tell of the same meter at the same moment: one of the shops gets it, the other is told that it is gone. */
    @OnEachDatabase
    void aMeterIsMountedOnce(TestDatabase db) throws Exception {
        try (House house = house(db)) {
            List<WorkCase> cases = List.of(atTheMeter(house), atTheMeter(house));
            Map<String, Object> mounted = without(with(MOUNTED, "energisedOn", APPLIED), "ctNo");
            List<Fault> faults = house.atOnce(cases.stream().map(opened -> (Runnable) () -> house.complete(opened, "meter", mounted)).toList())
                    .stream().flatMap(refused -> refused.faults().stream()).toList();
            assertEquals(List.of("meterNo"), faults.stream().map(Fault::field).toList());
            assertTrue(Set.of(ConnectionErrors.NOT_IN_STOCK, MeteringErrors.NUMBER_TAKEN).contains(faults.get(0).code()), faults::toString);
            assertEquals(1, house.count("customer_account"));
            assertEquals(1, house.count("metering_installation"));
        }
    }

    private static WorkCase atTheMeter(House house) {
        WorkCase opened = house.open(ConnectionProcesses.LOW_VOLTAGE, APPLICATION);
        house.complete(opened, "documents", values("outcome", "passed"));
        house.complete(opened, "survey", SURVEY);
        house.complete(opened, "reply", values("outcome", "accepted"));
        house.complete(opened, "contract", values("contractNo", "HT-8", "signedOn", APPLIED));
        return opened;
    }

    @OnEachDatabase
    void badInputIsToldAtOnce(TestDatabase db) {
        try (House house = house(db)) {
            assertEquals(Set.of("industryCode", "loadKw"), House.faults(() -> house.open(ConnectionProcesses.LOW_VOLTAGE,
                    with(APPLICATION, "industryCode", "", "loadKw", "0"))));
            assertEquals(ConnectionErrors.WRONG_VOLTAGE, House.refused(() -> house.open(ConnectionProcesses.LOW_VOLTAGE,
                    with(APPLICATION, "tariffCode", "hunan-yueyang-general-10kv"))));
            WorkCase opened = house.open(ConnectionProcesses.LOW_VOLTAGE, APPLICATION);
            house.complete(opened, "documents", values("outcome", "passed"));
            assertEquals(Set.of("areaNo", "contractKva"), House.faults(() -> house.complete(opened, "survey", values("outcome", "feasible"))));
            house.complete(opened, "survey", SURVEY);
            house.complete(opened, "reply", values("outcome", "revise"));
            house.complete(opened, "survey", values("outcome", "refused"));
            assertEquals(CaseStatus.CLOSED, house.view(opened).workCase().status());
            assertEquals(0, house.count("customer_account"));
        }
    }
}
