package org.karawatt.workflow.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.karawatt.workflow.internal.service.CaseTest.DESK;
import static org.karawatt.workflow.internal.service.CaseTest.SURVEYOR;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;
import org.karawatt.workflow.api.TaskQuery;
import org.karawatt.workflow.api.WorkCase;
import org.karawatt.workflow.internal.service.CaseTest.House;
import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;

/** Personal values of a case that came to nothing stay for 180 days; what is not personal stays for ever. */
class RetentionTest {

    private static final CallContext SEES_ALL = TestContexts.named("lin", "/33/3301/", "workflow.*", "customer.reveal", "task.*");
    private static final String PHONE = "<karawatt:field key=\"phone\" kind=\"TEXT\" labelZh=\"电话\" labelEn=\"Telephone\" max=\"40\""
            + " personal=\"true\"/>";

    /** With a process whose surveyor notes a telephone number. */
    private static House house(TestDatabase db) {
        House house = House.furnished(db);
        String process = new String(CaseTest.process(), StandardCharsets.UTF_8);
        house.processes.upload(TestContexts.admin(), "connect.bpmn", process.replace("<karawatt:field key=\"outcome\"",
                PHONE + "<karawatt:field key=\"outcome\"").getBytes(StandardCharsets.UTF_8));
        return house;
    }

    private static WorkCase surveyed(House house, String outcome) {
        WorkCase opened = house.open();
        house.tasks.complete(SURVEYOR, house.only(SURVEYOR).id(), Map.of("phone", "13800001234", "outcome", outcome));
        return opened;
    }

    private static Map<String, Object> values(House house, WorkCase of) {
        return house.cases.view(SEES_ALL, of.id()).values();
    }

    private static String form(House house, WorkCase of) {
        return house.db.unitOfWork().readOnly(() -> house.db.bulk().queryOne("SELECT form FROM workflow_task WHERE case_id = ? AND form IS NOT NULL",
                List.of(of.id()), row -> row.getString(1)).orElseThrow());
    }

    @OnEachDatabase
    void ofARefusedCaseNothingPersonalIsLeftWhenItsTimeIsOver(TestDatabase db) {
        try (House house = house(db)) {
            WorkCase refused = surveyed(house, "refused");
            db.clock().advance(Duration.ofDays(180));
            assertEquals(0, house.watch.look());
            assertEquals("客户", values(house, refused).get("name"));
            assertEquals("13800001234", values(house, refused).get("phone"));
            db.clock().advance(Duration.ofDays(1));
            assertEquals(1, house.watch.look());
            Map<String, Object> left = values(house, refused);
            assertFalse(left.containsKey("name"), left::toString);
            assertFalse(left.containsKey("phone"), left::toString);
            assertEquals("refused", left.get("outcome"));
            assertEquals("8.5", left.get("capacity").toString());
            assertEquals("{\"outcome\":\"refused\"}", form(house, refused));
            // told in the history and in the audit trail, by key and without the values
            var told = house.cases.view(DESK, refused.id()).history();
            assertEquals("FORGOTTEN name, phone", told.get(told.size() - 1).kind() + " " + told.get(told.size() - 1).note());
            assertEquals("workflow.forgotten", db.audit().entries(TestContexts.admin(), new PageRequest(0, 1)).items().get(0).action());
            db.clock().advance(Duration.ofDays(1));
            assertEquals(0, house.watch.look());
        }
    }

    @OnEachDatabase
    void whatIsOpenOrBecameASupplyKeepsItsValues(TestDatabase db) {
        try (House house = house(db)) {
            house.handlers.add(opening(), Map.of());
            WorkCase open = surveyed(house, "passed");
            WorkCase supplied = house.open();
            house.tasks.complete(SURVEYOR, house.only(SURVEYOR).id(), Map.of("outcome", "passed"));
            house.tasks.workList(DESK, new TaskQuery(null, null, null, null), CaseTest.FIRST).items().stream()
                    .filter(task -> task.caseId() == supplied.id()).forEach(task -> house.tasks.complete(DESK, task.id(), Map.of()));
            house.tasks.complete(SEES_ALL, house.tasks.workList(SEES_ALL, new TaskQuery(null, "metering", null, null),
                    CaseTest.FIRST).items().get(0).id(), Map.of());
            WorkCase terminated = house.open();
            house.cases.terminate(DESK, terminated.id(), "duplicate");
            db.clock().advance(Duration.ofDays(400));
            house.watch.look();
            assertEquals("客户", values(house, open).get("name"));
            assertEquals("客户", values(house, supplied).get("name"));
            assertFalse(values(house, terminated).containsKey("name"));
        }
    }

    private static StepHandler opening() {
        return new StepHandler() {
            @Override
            public String name() {
                return "contract.open-account";
            }

            @Override
            public void run(StepContext step) {
                step.account(77);
            }
        };
    }
}
