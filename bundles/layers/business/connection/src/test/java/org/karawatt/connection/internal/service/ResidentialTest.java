package org.karawatt.connection.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.karawatt.connection.internal.service.House.ADMIN;
import static org.karawatt.connection.internal.service.House.values;
import static org.karawatt.connection.internal.service.House.with;
import static org.karawatt.connection.internal.service.House.without;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.function.Executable;
import org.karawatt.billing.api.Bill;
import org.karawatt.connection.api.Compliance;
import org.karawatt.connection.api.ConnectionErrors;
import org.karawatt.connection.api.ConnectionProcesses;
import org.karawatt.connection.api.Node;
import org.karawatt.customer.api.Account;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.MeteringPoint;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;
import org.karawatt.workflow.api.CaseStatus;
import org.karawatt.workflow.api.WorkCase;

/** A household from its application to its bills. */
class ResidentialTest {

    private static final LocalDate APPLIED = LocalDate.of(2026, 8, 3);
    private static final BillingMonth AUGUST = new BillingMonth(202608);
    /** An invented person whose number has a right check digit. */
    static final Map<String, Object> APPLICATION = values("customerName", "王小明", "idKind", "01", "idNumber", "330102199003075135",
            "phone", "13900000000", "address", "清河市人民路12号", "urbanRural", "URBAN", "usageClass", "RESIDENTIAL", "tariffCode",
            "zhejiang-residential", "phase", "SINGLE", "loadKw", "8");
    private static final Map<String, Object> MOUNTED = values("meterNo", "M1", "initialTotal", "12.50", "routeNo", "R1", "energisedOn",
            "2026-08-12");

    private static WorkCase atTheMeter(House house) {
        house.db.clock().setDate(APPLIED);
        WorkCase opened = house.open(ConnectionProcesses.RESIDENTIAL, APPLICATION);
        house.complete(opened, "documents", APPLIED, "outcome", "passed");
        house.complete(opened, "survey", LocalDate.of(2026, 8, 5), "outcome", "feasible", "areaNo", "T1");
        house.complete(opened, "reply", LocalDate.of(2026, 8, 11), "outcome", "accepted");
        house.db.clock().setDate(LocalDate.of(2026, 8, 12));
        return opened;
    }

    /** What the printed prices make of a month: 0.538, and 0.05 and 0.30 more above so many twelfths of 2760 and 4800 kWh a year. */
    private static BigDecimal expected(int before, int kwh, int months) {
        BigDecimal amount = new BigDecimal("0.538").multiply(BigDecimal.valueOf(kwh)).setScale(2, RoundingMode.HALF_UP);
        int[] limits = {2760 * months / 12, 4800 * months / 12, Integer.MAX_VALUE};
        String[] steps = {"0", "0.05", "0.30"};
        for (int tier = 0, from = 0; tier < limits.length; from = limits[tier], tier++) {
            int within = Math.max(0, Math.min(before + kwh, limits[tier]) - Math.max(before, from));
            amount = amount.add(new BigDecimal(steps[tier]).multiply(BigDecimal.valueOf(within)).setScale(2, RoundingMode.HALF_UP));
        }
        return amount;
    }

    @OnEachDatabase
    void anApplicationBecomesAHouseholdWithBills(TestDatabase db) {
        try (House house = new House(db)) {
            WorkCase opened = atTheMeter(house);
            house.complete(opened, "meter", MOUNTED);
            String accountNo = (String) house.caseValues(opened).get("accountNo");
            Account account = house.customers.account(ADMIN, accountNo);
            assertEquals("王小明", account.customerName());
            assertEquals(LocalDate.of(2026, 8, 12), account.openedOn());
            assertEquals("AC00002", account.voltageCode());
            MeteringPoint point = house.metering.points(ADMIN, account.id()).get(0);
            assertEquals("M1", point.meterNo());
            assertEquals("R1", point.routeNo());
            assertEquals(1, point.routeSeq());
            assertEquals(house.equipment.area(ADMIN, "T1").id(), point.areaId());
            assertEquals("INSTALLED", house.assets.asset(ADMIN, "M1").status());
            assertEquals("zhejiang-residential", house.tariffs.assignments(ADMIN, account.id()).get(0).tariffCode());
            assertFalse(house.caseValues(opened).containsKey("idNumber"), "personal data is with the customer and no longer with the case");
            house.complete(opened, "file", LocalDate.of(2026, 8, 13));
            house.complete(opened, "callback", LocalDate.of(2026, 8, 14), "satisfaction", "5");
            WorkCase closed = house.view(opened).workCase();
            assertEquals(CaseStatus.CLOSED, closed.status());
            assertEquals("energised", closed.outcome());
            assertEquals(account.id(), closed.accountId());

            house.read(AUGUST, LocalDate.of(2026, 9, 1), "M1", "AP_TOTAL", "1312.50");
            Bill august = house.bill(accountNo, AUGUST);
            // from 12 August on: August counts as one of five months, so 1150 kWh are in the first tier
            assertEquals(LocalDate.of(2026, 8, 12), august.periodFrom());
            assertEquals(LocalDate.of(2026, 9, 1), august.periodTo());
            assertEquals(List.of("ENERGY 699.40", "ENERGY 2 7.50"), House.lines(august));
            assertEquals(expected(0, 1300, 5), august.amount());
            house.read(AUGUST.next(), LocalDate.of(2026, 10, 1), "M1", "AP_TOTAL", "2212.50");
            Bill september = house.bill(accountNo, AUGUST.next());
            assertEquals(expected(1300, 900, 5), september.amount());
            assertEquals(List.of("ENERGY 484.20", "ENERGY 2 35.00", "ENERGY 3 60.00"), House.lines(september));

            Compliance kept = house.connections.compliance(ADMIN, ConnectionProcesses.RESIDENTIAL, "3301", APPLIED, LocalDate.of(2026, 9, 1));
            assertEquals(1, kept.cases());
            assertEquals(1, kept.compliant());
            assertEquals(List.of(Node.SCHEME, Node.ENERGISE, Node.WHOLE), kept.nodes().stream().map(Compliance.NodeFigure::node).toList());
        }
    }

    /** Everything is in the database: a server that is started anew after each step goes on, and does nothing twice. */
    @OnEachDatabase
    void aServerThatIsStartedAnewGoesOn(TestDatabase db) {
        try (House house = new House(db)) {
            house.db.clock().setDate(APPLIED);
            WorkCase opened = house.open(ConnectionProcesses.RESIDENTIAL, APPLICATION);
            house.restart();
            house.complete(opened, "documents", APPLIED, "outcome", "incomplete");
            house.restart();
            house.complete(opened, "supplement", APPLIED, "phone", "13911111111");
            house.restart();
            house.complete(opened, "documents", APPLIED, "outcome", "passed");
            house.restart();
            house.complete(opened, "survey", APPLIED, "outcome", "feasible", "areaNo", "T1");
            house.restart();
            house.complete(opened, "reply", APPLIED, "outcome", "accepted");
            house.restart();
            house.db.clock().setDate(LocalDate.of(2026, 8, 12));
            house.complete(opened, "meter", MOUNTED);
            house.restart();
            assertEquals(Set.of("file"), house.waiting(opened));
            assertEquals("13911111111", house.customers.customer(ADMIN, (String) house.caseValues(opened).get("customerNo")).phone());
            assertEquals(1, house.count("customer_account"));
            assertEquals(1, house.count("metering_installation"));
        }
    }

    /** Whatever the last thing was that a server did before it died: nothing of the step is left, and it is done once afterwards. */
    @OnEachDatabase
    void aServerThatDiesWithinTheStepLeavesNothingOfIt(TestDatabase db) {
        try (House house = new House(db)) {
            WorkCase opened = atTheMeter(house);
            int writes = house.dyingAfterEachWrite(() -> house.complete(opened, "meter", MOUNTED), "customer_customer", "customer_account",
                    "customer_premises", "metering_point", "metering_installation", "metering_register", "asset_event", "tariff_assignment",
                    "kernel_history", "workflow_event");
            // customer, account, transformers (none), point, meter, tariff
            assertEquals(6, writes);
            assertEquals(Set.of("file"), house.waiting(opened));
            assertEquals(1, house.count("customer_account"));
            assertEquals(1, house.count("tariff_assignment"));
        }
    }

    @OnEachDatabase
    void whatIsSuppliedIsNotMadeTwice(TestDatabase db) {
        try (House house = new House(db)) {
            WorkCase opened = atTheMeter(house);
            house.complete(opened, "meter", MOUNTED);
            house.workflow.cases.rollBack(ADMIN, opened.id(), "file", "meter", "wrong seal number");
            assertEquals(ConnectionErrors.DONE_OTHERWISE, House.refused(() -> house.complete(opened, "meter", with(MOUNTED, "meterNo", "M2"))));
            house.complete(opened, "meter", MOUNTED);
            assertEquals(Set.of("file"), house.waiting(opened));
            assertEquals(1, house.count("customer_customer"));
            assertEquals(1, house.count("customer_account"));
            assertEquals(1, house.count("metering_point"));
            assertEquals("IN_STOCK", house.assets.asset(ADMIN, "M2").status());
        }
    }

    @OnEachDatabase
    void aKnownCustomerGetsAnotherAccount(TestDatabase db) {
        try (House house = new House(db)) {
            WorkCase first = atTheMeter(house);
            house.complete(first, "meter", MOUNTED);
            String customerNo = (String) house.caseValues(first).get("customerNo");
            WorkCase second = house.open(ConnectionProcesses.RESIDENTIAL, with(without(APPLICATION, "customerName", "idKind", "idNumber",
                    "phone"), "customerNo", customerNo, "phase", "THREE"));
            house.complete(second, "documents", values("outcome", "passed"));
            house.complete(second, "survey", values("outcome", "feasible", "areaNo", "T1"));
            house.complete(second, "reply", values("outcome", "accepted"));
            house.complete(second, "meter", with(MOUNTED, "meterNo", "M2", "routeSeq", "40"));
            assertEquals(List.of("AC00002", "AC00003"), house.customers.accountsOf(ADMIN, customerNo).stream().map(Account::voltageCode)
                    .toList());
            assertEquals(1, house.count("customer_customer"));
        }
    }

    @OnEachDatabase
    void badInputIsToldAtOnceAndLeavesNothing(TestDatabase db) {
        try (House house = new House(db)) {
            house.db.clock().setDate(APPLIED);
            assertEquals(Set.of("customerName", "idNumber", "phone", "tariffCode"), House.faults(() -> house.open(
                    ConnectionProcesses.RESIDENTIAL, with(without(APPLICATION, "customerName", "phone"), "idNumber", "330102199003075134",
                            "tariffCode", "no-such-tariff"))));
            assertEquals(Set.of("customerNo", "tariffCode"), House.faults(() -> house.open(ConnectionProcesses.RESIDENTIAL,
                    with(APPLICATION, "customerNo", "4711", "tariffCode", "hubei-commercial-single-lt1kv"))));
            assertEquals(Set.of("loadKw", "phase", "usageClass"), House.faults(() -> house.open(ConnectionProcesses.RESIDENTIAL,
                    with(APPLICATION, "loadKw", "-1", "phase", "TWO", "usageClass", "MOON"))));
            assertEquals(0, house.count("workflow_case"));

            WorkCase opened = house.open(ConnectionProcesses.RESIDENTIAL, APPLICATION);
            house.complete(opened, "documents", values("outcome", "passed"));
            assertEquals(KernelErrors.REQUIRED, House.refused(() -> house.complete(opened, "survey", values("outcome", "feasible"))));
            assertEquals(Set.of("areaNo", "lineNo"), House.faults(() -> house.complete(opened, "survey",
                    values("outcome", "feasible", "areaNo", "T9", "lineNo", "L9"))));
            house.complete(opened, "survey", values("outcome", "feasible", "areaNo", "T1"));
            house.complete(opened, "reply", values("outcome", "revise"));
            house.complete(opened, "survey", values("outcome", "feasible", "areaNo", "T1"));
            house.complete(opened, "reply", values("outcome", "accepted"));
            Executable everythingWrong = () -> house.complete(opened, "meter", values("meterNo", "M9", "initialTotal", "1000000",
                    "routeNo", "R9", "energisedOn", "2026-08-04"));
            assertEquals(Set.of("energisedOn", "meterNo", "routeNo"), House.faults(everythingWrong));
            assertEquals(Set.of("energisedOn", "initialTotal"), House.faults(() -> house.complete(opened, "meter", with(MOUNTED,
                    "initialTotal", "12.345", "energisedOn", "2026-08-02"))));
            house.assets.changeStatus(ADMIN, "M1", house.assets.asset(ADMIN, "M1").version(), "SCRAPPED", null);
            assertEquals(ConnectionErrors.NOT_IN_STOCK, House.refused(() -> house.complete(opened, "meter",
                    with(MOUNTED, "energisedOn", "2026-08-03"))));
            assertEquals(Set.of("meter"), house.waiting(opened));
            assertEquals(0, house.count("customer_account"));
            assertEquals(0, house.count("customer_customer"));
            assertNull(house.caseValues(opened).get("accountNo"));
        }
    }

    /** Three working days for the scheme: Monday's application is late on Friday. Four days of the customer are not counted. */
    @OnEachDatabase
    void aLateSchemeIsSeenInTheFigures(TestDatabase db) {
        try (House house = new House(db)) {
            house.db.clock().setDate(APPLIED);
            WorkCase opened = house.open(ConnectionProcesses.RESIDENTIAL, APPLICATION);
            house.complete(opened, "documents", APPLIED, "outcome", "passed");
            assertEquals(Instant.parse("2026-08-06T16:00:00Z"), house.task(opened, "survey").deadline().dueAt());
            house.complete(opened, "survey", LocalDate.of(2026, 8, 7), "outcome", "feasible", "areaNo", "T1");
            house.complete(opened, "reply", LocalDate.of(2026, 8, 11), "outcome", "accepted");
            house.complete(opened, "meter", with(MOUNTED, "energisedOn", "2026-08-11"));
            house.complete(opened, "file", values());
            LocalDate september = LocalDate.of(2026, 9, 1);
            Compliance kept = house.connections.compliance(ADMIN, null, null, APPLIED, september);
            assertEquals(0, kept.compliant());
            assertEquals(0, kept.percent().signum());
            assertEquals(List.of("SCHEME 0/1", "ENERGISE 1/1", "WHOLE 1/1"), kept.nodes().stream()
                    .map(n -> n.node() + " " + n.met() + "/" + n.cases()).toList());
            assertEquals(List.of(Node.SCHEME), house.connections.nodes(ADMIN, null, "3301", APPLIED, september, true, PageRequest.first(9))
                    .items().stream().map(n -> n.node()).toList());
            assertEquals(0, house.connections.compliance(ADMIN, null, "3302", APPLIED, september).cases());
            assertNull(house.connections.compliance(ADMIN, null, "3302", APPLIED, september).percent());
            assertEquals(0, house.connections.compliance(TestContexts.clerk("/33/3302/", "connection.read"), null, null, APPLIED, september)
                    .cases());
            assertEquals(KernelErrors.PERMISSION_DENIED, House.refused(() -> house.connections.compliance(TestContexts.nobody(), null, null,
                    APPLIED, september)));
            assertEquals(Set.of("to"), House.faults(() -> house.connections.compliance(ADMIN, null, null, APPLIED, APPLIED)));
        }
    }

    @OnEachDatabase
    void anApplicationMayEndWithoutASupply(TestDatabase db) {
        try (House house = new House(db)) {
            WorkCase refused = house.open(ConnectionProcesses.RESIDENTIAL, APPLICATION);
            house.complete(refused, "documents", values("outcome", "passed"));
            house.complete(refused, "survey", values("outcome", "refused"));
            assertEquals("refused", house.view(refused).workCase().outcome());
            WorkCase withdrawn = house.open(ConnectionProcesses.RESIDENTIAL, APPLICATION);
            house.complete(withdrawn, "documents", values("outcome", "passed"));
            house.complete(withdrawn, "survey", values("outcome", "feasible", "areaNo", "T1"));
            house.complete(withdrawn, "reply", values("outcome", "withdrawn"));
            assertEquals(CaseStatus.CLOSED, house.view(withdrawn).workCase().status());
            assertEquals(0, house.count("customer_customer"));
        }
    }
}
