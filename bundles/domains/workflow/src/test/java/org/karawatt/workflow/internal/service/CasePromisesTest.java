package org.karawatt.workflow.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.function.Executable;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.work.Outbox;
import org.karawatt.testkit.Eventually;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.ParentRows;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;
import org.karawatt.workflow.api.CaseStatus;
import org.karawatt.workflow.api.CaseView;
import org.karawatt.workflow.api.LimitChange;
import org.karawatt.workflow.api.NewCase;
import org.karawatt.workflow.api.TaskQuery;
import org.karawatt.workflow.api.TaskStatus;
import org.karawatt.workflow.api.TimeLimit;
import org.karawatt.workflow.api.WorkCase;
import org.karawatt.workflow.api.WorkDay;
import org.karawatt.workflow.api.WorkTask;
import org.karawatt.workflow.api.WorkflowErrors;
import org.karawatt.workflow.internal.service.CaseTest.House;
import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;

/** What the domain promises for the moments in which something fails, two want the same, or time runs out. */
class CasePromisesTest {

    private static final TaskQuery ANY = new TaskQuery(null, null, null, null);
    private static final LocalDate A_DAY = LocalDate.of(2026, 1, 1);

    /** A step that does what a test wants of it. */
    private record Step(String name, Consumer<StepContext> work) implements StepHandler {
        @Override
        public void run(StepContext step) {
            work.accept(step);
        }
    }

    /** An outbox that refuses when told to. */
    private static final class Refusing implements Outbox {
        private final Outbox real;
        private boolean refuses;

        Refusing(Outbox real) {
            this.real = real;
        }

        @Override
        public void publish(String topic, String key, Map<String, ?> payload) {
            if (refuses && "STEP".equals(payload.get("kind"))) {
                throw new IllegalStateException("the outbox is full");
            }
            real.publish(topic, key, payload);
        }
    }

    private static void row(TestDatabase db, LocalDate day) {
        db.bulk().insert("workflow_day", List.of("office_id", "on_day", "working", "name"),
                List.<Object[]>of(new Object[] {ParentRows.WEST, day, false, "row of the business"}));
    }

    private static long count(TestDatabase db, String table) {
        return db.unitOfWork().readOnly(() -> db.bulk().queryOne("SELECT CAST(COUNT(*) AS BIGINT) FROM " + table, List.of(),
                row -> row.getLong(1)).orElseThrow());
    }

    private static byte[] file(String name) {
        try (var in = CasePromisesTest.class.getResourceAsStream("/process/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A case whose next task leads through the automatic step. */
    private static WorkTask signing(House house) {
        house.open();
        house.tasks.complete(CaseTest.SURVEYOR, house.only(CaseTest.SURVEYOR).id(), Map.of("outcome", "passed"));
        return house.only(CaseTest.DESK);
    }

    /** The step of the engine, the row of the business and the entry in the outbox: each fails in turn, and nothing of the others remains. */
    @OnEachDatabase
    void stepRowAndOutboxCommitTogetherOrNotAtAll(TestDatabase db) {
        Refusing outbox = new Refusing(db.outbox());
        List<String> failing = new ArrayList<>();
        try (House house = House.furnished(db, outbox)) {
            house.handlers.add(new Step("contract.open-account", step -> {
                row(db, A_DAY);
                step.set("accountNo", "A1");
                if (failing.contains("row")) {
                    row(db, A_DAY);
                } else if (failing.contains("step")) {
                    throw new IllegalStateException("the step fails after its row");
                }
            }), Map.of());
            WorkTask sign = signing(house);
            List<String> history = house.kinds(sign.caseId());
            long entries = count(db, "kernel_outbox");
            long jobs = count(db, "ACT_RU_EXECUTION");
            for (String each : List.of("row", "step", "outbox")) {
                failing.add(each);
                outbox.refuses = each.equals("outbox");
                assertThrows(RuntimeException.class, () -> house.tasks.complete(CaseTest.DESK, sign.id(), Map.of()), each);
                failing.clear();
                outbox.refuses = false;
                assertEquals(0, count(db, "workflow_day"), each);
                assertEquals(entries, count(db, "kernel_outbox"), each);
                assertEquals(jobs, count(db, "ACT_RU_EXECUTION"), each);
                assertEquals(history, house.kinds(sign.caseId()), each);
                CaseView view = house.cases.view(CaseTest.DESK, sign.caseId());
                assertEquals(List.of("sign"), view.activeSteps(), each);
                assertTrue(!view.values().containsKey("accountNo"), each);
                assertEquals(TaskStatus.OPEN, house.tasks.task(CaseTest.DESK, sign.id()).status(), each);
            }
            house.tasks.complete(CaseTest.DESK, sign.id(), Map.of());
            assertEquals(1, count(db, "workflow_day"));
            assertEquals(entries + 3, count(db, "kernel_outbox"), "done, the step, the next task");
            assertEquals(List.of("energise"), house.cases.view(CaseTest.DESK, sign.caseId()).activeSteps());
        }
    }

    @OnEachDatabase
    void ofTwoClerksOnOneTaskOneDoesItAndTheOtherIsTold(TestDatabase db) throws Exception {
        try (House house = House.furnished(db)) {
            house.handlers.add(new Step("contract.open-account", step -> row(db, A_DAY)), Map.of());
            WorkTask sign = signing(house);
            CyclicBarrier both = new CyclicBarrier(2);
            ExecutorService clerks = Executors.newFixedThreadPool(2);
            try {
                List<Future<WorkTask>> tries = new ArrayList<>();
                for (CallContext clerk : List.of(CaseTest.DESK, TestContexts.named("zhu", "/33/3301/", "workflow.read", "task.desk"))) {
                    tries.add(clerks.submit(() -> {
                        both.await(30, TimeUnit.SECONDS);
                        return house.tasks.complete(clerk, sign.id(), Map.of());
                    }));
                }
                List<String> ends = new ArrayList<>();
                for (Future<WorkTask> each : tries) {
                    try {
                        ends.add(each.get(60, TimeUnit.SECONDS).status().name());
                    } catch (ExecutionException e) {
                        ends.add(e.getCause() instanceof KarawattException known ? known.kind().name() : e.getCause().toString());
                    }
                }
                assertTrue(ends.contains("DONE") && ends.contains("CONFLICT"), ends::toString);
            } finally {
                clerks.shutdownNow();
            }
            assertEquals(1, count(db, "workflow_day"));
            assertEquals(1, house.kinds(sign.caseId()).stream().filter("STEP"::equals).count());
        }
    }

    @OnEachDatabase
    void aTaskIsHandedOverByItsOwnerAndDispatchedByWhoeverSteers(TestDatabase db) {
        try (House house = House.furnished(db)) {
            house.open();
            WorkTask survey = house.only(CaseTest.SURVEYOR);
            assertEquals(WorkflowErrors.NOT_YOURS, assertThrows(KarawattException.class,
                    () -> house.tasks.handOver(CaseTest.OTHER_SURVEYOR, survey.id(), "wu", null)).code(), "nobody takes by handing over");
            house.tasks.claim(CaseTest.SURVEYOR, survey.id());
            assertEquals("wu", house.tasks.handOver(CaseTest.SURVEYOR, survey.id(), "wu", "holiday").assignee());
            assertEquals(WorkflowErrors.NOT_YOURS, assertThrows(KarawattException.class,
                    () -> house.tasks.complete(CaseTest.SURVEYOR, survey.id(), Map.of("outcome", "passed"))).code());
            assertTrue(house.tasks.workList(CaseTest.SURVEYOR, ANY, CaseTest.FIRST).items().isEmpty());
            // the dispatcher of the desk is no surveyor and moves the task all the same
            assertEquals("chen", house.tasks.handOver(CaseTest.DESK, survey.id(), "chen", "wu is ill").assignee());
            house.tasks.release(CaseTest.SURVEYOR, survey.id(), "too far");
            assertEquals(TaskStatus.OPEN, house.only(CaseTest.OTHER_SURVEYOR).status());
            house.tasks.complete(CaseTest.OTHER_SURVEYOR, survey.id(), Map.of("outcome", "refused"));
            assertEquals(List.of("OPENED", "TASK", "CLAIMED", "HANDED_OVER", "HANDED_OVER", "RELEASED", "DONE", "CLOSED"),
                    house.kinds(survey.caseId()));
        }
    }

    @OnEachDatabase
    void whoMayNotSteerSuspendsNothingAndReasonsAreAsked(TestDatabase db) {
        try (House house = House.furnished(db)) {
            WorkCase opened = house.open();
            assertEquals(KernelErrors.PERMISSION_DENIED, assertThrows(KarawattException.class,
                    () -> house.cases.suspend(CaseTest.SURVEYOR, opened.id(), "flood")).code());
            for (Runnable act : List.<Runnable>of(() -> house.cases.suspend(CaseTest.DESK, opened.id(), " "),
                    () -> house.cases.terminate(CaseTest.DESK, opened.id(), null))) {
                assertEquals(WorkflowErrors.REASON_REQUIRED, assertThrows(KarawattException.class, act::run).code());
            }
            assertEquals(WorkflowErrors.NOT_SUSPENDED, assertThrows(KarawattException.class,
                    () -> house.cases.resume(CaseTest.DESK, opened.id(), "why not")).code());
            assertEquals(WorkflowErrors.NO_WAY_BACK, assertThrows(KarawattException.class,
                    () -> house.cases.rollBack(CaseTest.DESK, opened.id(), "survey", "energise", "forward is not back")).code());
            assertEquals(CaseStatus.OPEN, house.cases.byNumber(CaseTest.DESK, opened.caseNo()).status());
        }
    }

    /** Opened on Wednesday 1 July 2026 with five working days. */
    @OnEachDatabase
    void holidaysOfTheOfficePutTheDeadlineOffAndMovedWorkingDaysBringItNearer(TestDatabase db) {
        try (House house = House.furnished(db)) {
            CallContext admin = TestContexts.admin();
            house.limits.setDay(admin, new WorkDay("33", LocalDate.of(2026, 7, 2), false, "省节日"));
            house.limits.setDay(admin, new WorkDay("33", LocalDate.of(2026, 7, 3), false, "省节日"));
            // Friday, Saturday, Monday, Tuesday, Wednesday; the office itself works on the Friday, and on Saturday for the Thursday
            house.limits.setDay(admin, new WorkDay("3301", LocalDate.of(2026, 7, 3), true, "本所上班"));
            house.limits.setDay(admin, new WorkDay("3301", LocalDate.of(2026, 7, 4), true, "调休上班"));
            // what another office does not work counts for that one only
            house.limits.setDay(admin, new WorkDay("3302", LocalDate.of(2026, 7, 6), false, "停电"));
            assertEquals(Instant.parse("2026-07-08T16:00:00Z"), house.open().deadline().dueAt());
            house.limits.clearDay(admin, "3301", LocalDate.of(2026, 7, 4));
            assertEquals(Instant.parse("2026-07-09T16:00:00Z"), house.open().deadline().dueAt());
            assertEquals(List.of("3301 2026-07-03 true", "33 2026-07-02 false"), house.limits.days(CaseTest.DESK, "3301", 2026).stream()
                    .map(day -> day.officeCode() + " " + day.day() + " " + day.working()).sorted(Comparator.reverseOrder()).toList());
            assertEquals(KernelErrors.PERMISSION_DENIED, assertThrows(KarawattException.class, () -> house.limits.setDay(CaseTest.SURVEYOR,
                    new WorkDay("3301", LocalDate.of(2026, 7, 7), false, "x"))).code());
        }
    }

    /** The customer is promised less than the rule allows, from Thursday on: what began on Wednesday keeps its time. */
    @OnEachDatabase
    void aLimitChangesFromADayOn(TestDatabase db) {
        try (House house = House.furnished(db)) {
            CallContext admin = TestContexts.admin();
            LocalDate thursday = LocalDate.of(2026, 7, 2);
            LimitChange change = new LimitChange(3, TimeLimit.Unit.WORK_DAY, 80, "本公司服务承诺", thursday);
            TimeLimit changed = house.limits.changeLimit(admin, "NC-RES", change);
            assertEquals("时限", changed.nameZh());
            assertNull(changed.validTo());
            WorkCase before = house.open();
            assertEquals(Instant.parse("2026-07-08T16:00:00Z"), before.deadline().dueAt());
            db.clock().set(Instant.parse("2026-07-02T04:00:00Z"));
            // Friday, Monday, Tuesday
            assertEquals(Instant.parse("2026-07-07T16:00:00Z"), house.open().deadline().dueAt());
            assertEquals(Instant.parse("2026-07-08T16:00:00Z"), house.cases.view(CaseTest.DESK, before.id()).workCase().deadline().dueAt());
            assertEquals(2, house.limits.limits(CaseTest.DESK).stream().filter(l -> l.code().equals("NC-RES")).count());

            assertEquals(Set.of("amount", "unit", "warnPercent", "rule", "validFrom"), faults(() -> house.limits.changeLimit(admin, "NC-RES",
                    new LimitChange(0, null, 100, " ", thursday))));
            assertEquals(Set.of("validFrom"), faults(() -> house.limits.changeLimit(admin, "NC-SURVEY", new LimitChange(3,
                    TimeLimit.Unit.HOUR, 80, "past", thursday.minusDays(1)))));
            assertEquals(WorkflowErrors.LIMIT_UNKNOWN, assertThrows(KarawattException.class, () -> house.limits.changeLimit(admin, "NONE",
                    change)).code());
            assertEquals(KernelErrors.PERMISSION_DENIED, assertThrows(KarawattException.class, () -> house.limits.changeLimit(CaseTest.SURVEYOR,
                    "NC-RES", change)).code());
        }
    }

    private static Set<String> faults(Executable refused) {
        return assertThrows(KarawattException.class, refused).faults().stream().map(Fault::field).collect(Collectors.toSet());
    }

    @OnEachDatabase
    void warningsAndEscalationsAreTold(TestDatabase db) {
        try (House house = House.furnished(db)) {
            WorkCase opened = house.open();
            db.clock().set(house.only(CaseTest.SURVEYOR).deadline().warnAt());
            house.watch.look();
            db.clock().set(house.only(CaseTest.SURVEYOR).deadline().dueAt());
            house.watch.look();
            for (String topic : List.of("karawatt/workflow/deadline/neared", "karawatt/workflow/deadline/passed")) {
                Eventually.until(() -> db.events().of(topic).stream().filter(event -> event.payload().containsKey("task")).count() == 1);
            }
            assertTrue(house.kinds(opened.id()).containsAll(List.of("WARNED", "ESCALATED")));
        }
    }

    /** The handler that comes back fails: the case says why, once, and goes on when it is well. */
    @OnEachDatabase
    void aStepThatFailsWhenItsHandlerIsBackSaysSo(TestDatabase db) {
        List<String> failing = new ArrayList<>(List.of("no meter in stock"));
        try (House house = House.furnished(db)) {
            WorkTask sign = signing(house);
            house.tasks.complete(CaseTest.DESK, sign.id(), Map.of());
            house.handlers.add(new Step("contract.open-account", step -> {
                row(db, A_DAY);
                if (!failing.isEmpty()) {
                    throw new IllegalStateException(failing.get(0));
                }
            }), Map.of());
            assertEquals(0, house.watch.look());
            CaseView.ParkedStep parked = house.cases.view(CaseTest.DESK, sign.caseId()).parked().get(0);
            assertEquals("WORKFLOW-013", parked.code());
            assertTrue(parked.message().contains("no meter in stock"), parked::message);
            assertEquals(0, count(db, "workflow_day"));
            failing.clear();
            assertEquals(1, house.watch.look());
            assertEquals(List.of("energise"), house.cases.view(CaseTest.DESK, sign.caseId()).activeSteps());
        }
    }

    /** Nobody gains by a handler that is away: the step goes on with the name, rights and offices of whoever led the case to it. */
    @OnEachDatabase
    void aParkedStepGoesOnInTheNameOfWhoeverLedToIt(TestDatabase db) {
        try (House house = House.furnished(db)) {
            WorkTask sign = signing(house);
            house.tasks.complete(CaseTest.DESK, sign.id(), Map.of());
            List<CallContext> callers = new ArrayList<>();
            house.handlers.add(new Step("contract.open-account", step -> {
                callers.add(step.caller());
                if (callers.size() == 1) {
                    throw new IllegalStateException("not yet");
                }
            }), Map.of());
            assertEquals(0, house.watch.look());
            house.cases.retry(TestContexts.admin(), sign.caseId());
            assertEquals(List.of(CaseTest.DESK, CaseTest.DESK), callers);
        }
    }

    /** No person has led to the step behind a timer: it is parked, keeps no other from going on, and is retried. */
    @OnEachDatabase
    void aStepBehindATimerThatFailsIsParkedAndTriedAgain(TestDatabase db) {
        List<Long> failing = new ArrayList<>();
        try (House house = House.furnished(db)) {
            house.processes.upload(TestContexts.admin(), "timer.bpmn", file("timer.bpmn"));
            house.handlers.add(new Step("test.step", step -> {
                if (failing.contains(step.workCase().id())) {
                    throw KarawattException.conflict(WorkflowErrors.STEP_FAILED, step.stepKey(), "no meter in stock");
                }
            }), Map.of());
            WorkCase bad = house.cases.open(CaseTest.DESK, new NewCase("timer", "3301", null, "bad", null, Map.of()));
            WorkCase good = house.cases.open(CaseTest.DESK, new NewCase("timer", "3301", null, "good", null, Map.of()));
            failing.add(bad.id());
            assertEquals(0, house.watch.look());
            db.clock().advance(Duration.ofHours(2));
            assertEquals(1, house.watch.look());
            assertEquals(0, house.watch.look());
            assertEquals(CaseStatus.CLOSED, house.cases.byNumber(CaseTest.DESK, good.caseNo()).status());
            CaseView view = house.cases.view(CaseTest.DESK, bad.id());
            assertEquals(List.of("wait"), view.activeSteps());
            assertTrue(view.parked().get(0).message().contains("no meter in stock"), () -> view.parked().toString());
            assertEquals(1, house.kinds(bad.id()).stream().filter("PARKED"::equals).count());
            failing.clear();
            house.cases.retry(CaseTest.DESK, bad.id());
            WorkCase closed = house.cases.byNumber(CaseTest.DESK, bad.caseNo());
            assertEquals(CaseStatus.CLOSED, closed.status());
            assertTrue(house.cases.view(CaseTest.DESK, bad.id()).parked().isEmpty());
        }
    }

    @OnEachDatabase
    void uploadsThatAreNoProcessAreRefusedWhole(TestDatabase db) {
        try (House house = House.furnished(db)) {
            CallContext admin = TestContexts.admin();
            for (byte[] bad : List.of(new byte[0], "no xml".getBytes(StandardCharsets.UTF_8), new byte[1024 * 1024 + 1])) {
                assertEquals(WorkflowErrors.BAD_DEFINITION, assertThrows(KarawattException.class,
                        () -> house.processes.upload(admin, "bad.bpmn", bad)).faults().get(0).code());
            }
            assertEquals(KernelErrors.PERMISSION_DENIED, assertThrows(KarawattException.class,
                    () -> house.processes.upload(CaseTest.SURVEYOR, "timer.bpmn", file("timer.bpmn"))).code());
            assertEquals(1, house.processes.processes(CaseTest.DESK).size());
        }
    }
}
