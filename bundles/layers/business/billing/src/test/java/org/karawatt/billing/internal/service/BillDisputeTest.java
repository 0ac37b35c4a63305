package org.karawatt.billing.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.karawatt.billing.internal.service.BillingTest.FEB;
import static org.karawatt.billing.internal.service.BillingTest.JAN;

import java.math.BigDecimal;
import java.net.URL;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;
import org.karawatt.workflow.api.CaseStatus;
import org.karawatt.workflow.api.NewCase;
import org.karawatt.workflow.api.TaskQuery;
import org.karawatt.workflow.api.WorkCase;
import org.karawatt.workflow.api.WorkTask;
import org.karawatt.workflow.internal.service.WorkflowHouse;

/** The process of a bill dispute from the customer's words to the call-back. */
class BillDisputeTest {

    private static final CallContext DESK = TestContexts.named("lin", "/33/3301/", "workflow.*", "task.desk");
    private static final CallContext BILLER = TestContexts.named("chen", "/33/3301/", "workflow.read", "task.billing", "task.billing-approval",
            "billing.*", "reading.*");
    private static final CallContext READER = TestContexts.named("wu", "/33/3301/", "workflow.read", "task.metering");
    private static final CallContext CHIEF = TestContexts.named("zhao", "/33/3301/", "workflow.read", "task.billing-approval", "billing.read",
            "billing.correct.approve");

    private record World(BookedHouse house, WorkflowHouse workflow) implements AutoCloseable {

        static World of(TestDatabase db) {
            BookedHouse house = new BookedHouse(db);
            db.clock().setDate(LocalDate.of(2026, 2, 3));
            house.household(30);
            house.read(30, JAN, "1000", "4500");
            house.bill(JAN);
            house.pay(30, "1920.00");
            WorkflowHouse workflow = new WorkflowHouse(db, house.domains.officeService, house.domains.codeService);
            List.of(new FindBillStep(house.billing), new ProposeCorrectionStep(house.corrections),
                    new ApplyCorrectionStep(house.corrections), new RejectCorrectionStep(house.corrections)).forEach(workflow::handler);
            workflow.processes("karawatt-workflow", List.of(file("limits.json")));
            workflow.processes("karawatt-billing", List.of(file("bill-dispute.bpmn"), file("bill-dispute-limits.json")));
            return new World(house, workflow);
        }

        private static URL file(String name) {
            return World.class.getResource("/KARAWATT-INF/process/" + name);
        }

        WorkCase dispute() {
            return workflow.cases.open(DESK, new NewCase("bill-dispute", "3301", null, "电费过高", null,
                    Map.of("billNo", house.bills(30).get(0).billNo(), "disputeReason", "a whole thousand more than ever")));
        }

        WorkTask only(CallContext who) {
            List<WorkTask> found = workflow.tasks.workList(who, new TaskQuery(null, null, null, null), PageRequest.first(5)).items();
            assertEquals(1, found.size(), found.toString());
            return found.get(0);
        }

        void complete(CallContext who, Map<String, Object> values) {
            workflow.tasks.complete(who, only(who).id(), values);
        }

        void proposed() {
            complete(BILLER, Map.of("explanation", "the photo shows 4050", "reReadNeeded", "true"));
            complete(READER, Map.of("register", "AP_TOTAL", "reReadValue", "4050"));
            complete(BILLER, Map.of("outcome", "corrected", "reasonCode", "READING", "correctionReason", "digits swapped",
                    "register", "AP_TOTAL", "reReadValue", "4050"));
        }

        @Override
        public void close() {
            workflow.close();
        }
    }

    @OnEachDatabase
    void aWrongReadingEndsInACorrectedBillAndACallBack(TestDatabase db) {
        try (World world = World.of(db)) {
            BookedHouse house = world.house();
            WorkCase dispute = world.dispute();
            assertEquals(30L, world.workflow().cases.view(DESK, dispute.id()).workCase().accountId());
            world.proposed();
            assertEquals(1, house.bills(30).size(), "a proposal leaves the bill as it is");
            KarawattException himself = assertThrows(KarawattException.class, () -> world.complete(BILLER, Map.of("outcome", "approved",
                    "approvalNote", "fine")));
            assertEquals(BillingErrors.CORRECTION_SAME_PERSON, himself.code());
            world.complete(CHIEF, Map.of("outcome", "approved", "approvalNote", "photo seen"));

            List<Bill> bills = house.bills(30);
            assertEquals(List.of("REVERSED", "REVERSAL", "ISSUED"), bills.stream().map(Bill::status).toList());
            assertEquals(new BigDecimal("1655.40"), bills.get(2).amount());
            assertEquals(0, house.owed(bills.get(2)).openAmount().signum(), "what was paid pays the corrected bill");
            assertEquals(0, new BigDecimal("264.60").compareTo(house.advance(30)));
            house.assertProven(JAN, FEB);

            WorkTask callBack = world.only(DESK);
            assertEquals(bills.get(2).billNo(), world.workflow().tasks.form(DESK, callBack.id()).values().get("correctedBillNo"));
            world.complete(DESK, Map.of("satisfaction", "satisfied"));
            assertEquals(CaseStatus.CLOSED, world.workflow().cases.view(DESK, dispute.id()).workCase().status());
        }
    }

    @OnEachDatabase
    void aRefusedCorrectionGoesBackAndMayBeProposedAnewOrDropped(TestDatabase db) {
        try (World world = World.of(db)) {
            BookedHouse house = world.house();
            WorkCase dispute = world.dispute();
            world.proposed();
            world.complete(CHIEF, Map.of("outcome", "refused", "approvalNote", "the photo shows 4060"));
            assertEquals("REJECTED", house.corrections.corrections(BILLER, null, null, PageRequest.first(5)).items().get(0).status());
            world.complete(BILLER, Map.of("outcome", "corrected", "reasonCode", "READING", "correctionReason", "digits swapped",
                    "register", "AP_TOTAL", "reReadValue", "4060"));
            world.complete(CHIEF, Map.of("outcome", "refused", "approvalNote", "not convinced"));
            world.complete(BILLER, Map.of("outcome", "kept"));
            world.complete(DESK, Map.of("satisfaction", "dissatisfied"));
            assertEquals(CaseStatus.CLOSED, world.workflow().cases.view(DESK, dispute.id()).workCase().status());
            assertEquals(1, house.bills(30).size());
            house.assertProven(JAN, FEB);
        }
    }

    @OnEachDatabase
    void aFaultWhileTheBillIsExchangedLeavesTheTaskOpen(TestDatabase db) {
        try (World world = World.of(db)) {
            BookedHouse house = world.house();
            world.dispute();
            world.proposed();
            house.afterPost.set(() -> {
                throw new IllegalStateException("planned failure");
            });
            assertThrows(RuntimeException.class, () -> world.complete(CHIEF, Map.of("outcome", "approved", "approvalNote", "photo seen")));
            assertEquals(1, house.bills(30).size());
            assertEquals("approve", world.only(CHIEF).stepKey());
            house.afterPost.set(() -> { });
            world.complete(CHIEF, Map.of("outcome", "approved", "approvalNote", "photo seen"));
            assertEquals(3, house.bills(30).size());
            house.assertProven(JAN, FEB);
        }
    }

    @OnEachDatabase
    void aBillThatIsNotThereOpensNoCase(TestDatabase db) {
        try (World world = World.of(db)) {
            assertThrows(KarawattException.class, () -> world.workflow().cases.open(DESK, new NewCase("bill-dispute", "3301", null, "电费过高",
                    null, Map.of("billNo", "202601-0099999999", "disputeReason", "too much"))));
            assertEquals(0, world.workflow().tasks.workList(BILLER, new TaskQuery(null, null, null, null), PageRequest.first(5)).total());
        }
    }
}
