package org.karawatt.workflow.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.karawatt.codes.api.Code;
import org.karawatt.codes.api.CodeDraft;
import org.karawatt.codes.api.CodeService;
import org.karawatt.codes.api.CodeTable;
import org.karawatt.codes.internal.service.DefaultOfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.work.Outbox;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.ParentRows;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;
import org.karawatt.workflow.api.Attachment;
import org.karawatt.workflow.api.CaseEvent;
import org.karawatt.workflow.api.CaseStatus;
import org.karawatt.workflow.api.CaseView;
import org.karawatt.workflow.api.Deadline;
import org.karawatt.workflow.api.NewCase;
import org.karawatt.workflow.api.TaskQuery;
import org.karawatt.workflow.api.TaskStatus;
import org.karawatt.workflow.api.TimeLimit;
import org.karawatt.workflow.api.WorkCase;
import org.karawatt.workflow.api.WorkTask;
import org.karawatt.workflow.api.WorkflowErrors;
import org.karawatt.workflow.internal.config.WorkflowConfig;
import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;

class CaseTest {

    static final PageRequest FIRST = new PageRequest(0, 50);
    static final CallContext DESK = TestContexts.named("lin", "/33/3301/", "workflow.*", "task.desk");
    static final CallContext SURVEYOR = TestContexts.named("chen", "/33/3301/", "workflow.read", "task.survey");
    static final CallContext OTHER_SURVEYOR = TestContexts.named("wu", "/33/3301/", "workflow.read", "task.survey");
    private static final CallContext WESTERN = TestContexts.named("zhao", "/33/3302/", "workflow.read", "task.survey");

    /** The domain as a running bundle wires it. */
    static final class House implements AutoCloseable {
        final TestDatabase db;
        final Handlers handlers = new Handlers();
        final Casework casework;
        final DefaultProcessService processes;
        final DefaultCaseService cases;
        final DefaultTaskService tasks;
        final DeadlineWatch watch;

        final DefaultLimitService limits;

        House(TestDatabase db) {
            this(db, db.outbox());
        }

        House(TestDatabase db, Outbox outbox) {
            this.db = db;
            casework = new Casework(House.class.getClassLoader(), db.unitOfWork(), db.connections(), db.bulk(), db.numbering(), db.clock(),
                    db.audit(), outbox, handlers);
            processes = new DefaultProcessService(db.unitOfWork(), casework, db.audit());
            DefaultOfficeService offices = new DefaultOfficeService(db.unitOfWork(), db.entities(), db.bulk(), db.numbering(), db.history(),
                    db.audit(), db.outbox());
            cases = new DefaultCaseService(db.unitOfWork(), casework, processes, offices, new NoCodes(), db.clock(), new Config());
            tasks = new DefaultTaskService(db.unitOfWork(), casework, offices, new NoCodes(), db.clock());
            limits = new DefaultLimitService(db.unitOfWork(), casework, offices, db.audit(), db.clock());
            watch = new DeadlineWatch(db.unitOfWork(), casework, handlers, db.outbox(), db.bulk(), new Config());
        }

        /** With offices, limits and the process that the tests run. */
        static House furnished(TestDatabase db) {
            return furnished(db, db.outbox());
        }

        static House furnished(TestDatabase db, Outbox outbox) {
            ParentRows.offices(db);
            House house = new House(db, outbox);
            db.unitOfWork().required(() -> {
                house.casework.limits.put(limit("NC-RES", 5));
                house.casework.limits.put(limit("NC-SURVEY", 2));
            });
            house.processes.upload(TestContexts.admin(), "connect.bpmn", process());
            return house;
        }

        private static TimeLimit limit(String code, int days) {
            return new TimeLimit(code, "时限", "Limit", days, TimeLimit.Unit.WORK_DAY, 50, "test", LocalDate.of(2020, 1, 1), null);
        }

        WorkCase open() {
            return cases.open(DESK, new NewCase("connect", "3301", null, "新装 人民路 1 号", null,
                    Map.of("name", "客户", "capacity", "8.5")));
        }

        WorkTask only(CallContext who) {
            List<WorkTask> found = tasks.workList(who, new TaskQuery(null, null, null, null), FIRST).items();
            assertEquals(1, found.size(), found.toString());
            return found.get(0);
        }

        List<String> kinds(long caseId) {
            return cases.view(DESK, caseId).history().stream().map(CaseEvent::kind).toList();
        }

        @Override
        public void close() {
            watch.close();
            casework.close();
        }
    }

    static byte[] process() {
        try (var in = CaseTest.class.getResourceAsStream("/process/connect.bpmn")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class NoCodes implements CodeService {
        @Override
        public List<CodeTable> tables(CallContext context) {
            return List.of();
        }

        @Override
        public List<Code> codes(CallContext context, String table, LocalDate on) {
            return List.of();
        }

        @Override
        public boolean isValid(String table, String code, LocalDate on) {
            return false;
        }

        @Override
        public Code create(CallContext context, String table, CodeDraft draft) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Code update(CallContext context, long id, int version, CodeDraft draft) {
            throw new UnsupportedOperationException();
        }
    }

    /** Looks at deadlines only when a test tells it to. */
    private record Config() implements WorkflowConfig {
        @Override
        public int watch_seconds() {
            return 3600;
        }

        @Override
        public int attachment_mb() {
            return 1;
        }

        @Override
        public int retention_days() {
            return 180;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return WorkflowConfig.class;
        }
    }

    /** Opens an account: writes a row of its own, so that what commits together can be seen. */
    private static final class OpenAccount implements StepHandler {
        private final TestDatabase db;
        private boolean fails;

        OpenAccount(TestDatabase db) {
            this.db = db;
        }

        @Override
        public String name() {
            return "contract.open-account";
        }

        @Override
        public void run(StepContext step) {
            db.bulk().insert("workflow_day", List.of("office_id", "on_day", "working", "name"),
                    List.<Object[]>of(new Object[] {ParentRows.WEST, LocalDate.of(2026, 1, 1), false, step.text("name")}));
            if (fails) {
                throw KarawattException.conflict(WorkflowErrors.STEP_FAILED, step.stepKey(), "no meter in stock");
            }
            step.set("accountNo", "A1");
            step.set("doubled", step.number("capacity").multiply(BigDecimal.valueOf(2)));
        }

        long rows() {
            return db.unitOfWork().readOnly(() -> db.bulk().queryOne("SELECT CAST(COUNT(*) AS BIGINT) FROM workflow_day", List.of(),
                    row -> row.getLong(1)).orElseThrow());
        }
    }

    @OnEachDatabase
    void aCaseGoesFromPersonToPersonAndThroughItsStepToTheEnd(TestDatabase db) {
        try (House house = House.furnished(db)) {
            OpenAccount handler = new OpenAccount(db);
            house.handlers.add(handler, Map.of());
            WorkCase opened = house.open();
            assertEquals("W20260000001", opened.caseNo());
            // Wednesday noon plus five working days: the end of Wednesday next
            assertEquals(Instant.parse("2026-07-08T16:00:00Z"), opened.deadline().dueAt());

            WorkTask survey = house.only(SURVEYOR);
            assertEquals("survey", survey.stepKey());
            assertEquals(Instant.parse("2026-07-03T16:00:00Z"), survey.deadline().dueAt());
            assertEquals("chen", house.tasks.claim(SURVEYOR, survey.id()).assignee());
            assertEquals(WorkflowErrors.NOT_YOURS,
                    assertThrows(KarawattException.class, () -> house.tasks.claim(OTHER_SURVEYOR, survey.id())).code());
            assertEquals(TaskStatus.DONE, house.tasks.complete(SURVEYOR, survey.id(), Map.of("outcome", "passed")).status());

            db.clock().advance(Duration.ofDays(4));
            house.tasks.complete(DESK, house.only(DESK).id(), Map.of());
            CaseView view = house.cases.view(DESK, opened.id());
            assertEquals(List.of("energise"), view.activeSteps());
            assertEquals("A1", view.values().get("accountNo"));
            assertEquals(new BigDecimal("17.0"), view.values().get("doubled"));
            assertEquals(1, handler.rows());
            // the days until Sunday were the customer's: at the end of Wednesday to Saturday he had it, so Monday to Friday count
            assertEquals(Instant.parse("2026-07-10T16:00:00Z"), view.workCase().deadline().dueAt());

            house.tasks.complete(TestContexts.admin(), house.only(TestContexts.admin()).id(), Map.of());
            WorkCase closed = house.cases.view(DESK, opened.id()).workCase();
            assertEquals(CaseStatus.CLOSED, closed.status());
            assertEquals("passed", closed.outcome());
            assertEquals(Deadline.State.MET, closed.deadline().state());
            assertEquals(List.of("OPENED", "TASK", "CLAIMED", "DONE", "TASK", "DONE", "STEP", "TASK", "DONE", "CLOSED"),
                    house.kinds(opened.id()));
        }
    }

    @OnEachDatabase
    void figuresGetTheValuesOfManyCasesButNothingPersonal(TestDatabase db) {
        try (House house = House.furnished(db)) {
            house.handlers.add(new OpenAccount(db), Map.of());
            long ended = house.open().id();
            house.tasks.complete(SURVEYOR, house.only(SURVEYOR).id(), Map.of("outcome", "passed"));
            house.tasks.complete(DESK, house.only(DESK).id(), Map.of());
            house.cases.terminate(DESK, ended, "withdrawn");
            long open = house.open().id();
            Map<Long, Map<String, Object>> found = house.cases.values(DESK, List.of(ended, open, 99L), Set.of("capacity", "doubled", "name"));
            assertEquals(Set.of(ended, open), found.keySet());
            assertEquals(new BigDecimal("8.5"), found.get(open).get("capacity"));
            assertEquals(Set.of("capacity"), found.get(open).keySet(), "the name is personal, and nothing is doubled yet");
            assertEquals(0, new BigDecimal("17").compareTo((BigDecimal) found.get(ended).get("doubled")), "2 x 8.5");
            assertEquals(Map.of(), house.cases.values(TestContexts.clerk("/33/3302/", "workflow.read"), List.of(open), Set.of("capacity")));
            assertEquals(Map.of(), house.cases.values(DESK, List.of(), Set.of("capacity")));
            assertThrows(KarawattException.class, () -> house.cases.values(TestContexts.nobody(), List.of(open), Set.of("capacity")));
        }
    }

    @OnEachDatabase
    void aStepThatFailsLeavesTheTaskAndTheRowsAsTheyWere(TestDatabase db) {
        try (House house = House.furnished(db)) {
            OpenAccount handler = new OpenAccount(db);
            handler.fails = true;
            house.handlers.add(handler, Map.of());
            WorkCase opened = house.open();
            house.tasks.complete(SURVEYOR, house.only(SURVEYOR).id(), Map.of("outcome", "passed"));
            List<String> before = house.kinds(opened.id());
            long events = published(db);
            WorkTask sign = house.only(DESK);
            KarawattException failure = assertThrows(KarawattException.class, () -> house.tasks.complete(DESK, sign.id(), Map.of()));
            assertEquals(WorkflowErrors.STEP_FAILED, failure.code());
            assertEquals(0, handler.rows());
            assertEquals(TaskStatus.OPEN, house.tasks.task(DESK, sign.id()).status());
            assertEquals(before, house.kinds(opened.id()));
            assertEquals(events, published(db));
            handler.fails = false;
            house.tasks.complete(DESK, sign.id(), Map.of());
            assertEquals(1, handler.rows());
        }
    }

    /** Events that are committed, delivered or not. */
    private static long published(TestDatabase db) {
        return db.unitOfWork().readOnly(() -> db.bulk().queryOne("SELECT COUNT(*) FROM kernel_outbox", List.of(), row -> row.getLong(1)))
                .orElseThrow();
    }

    /** {@code name} is personal in the test's process. */
    @OnEachDatabase
    void whatTellsAboutAPersonIsMaskedAndReadersWriteNothing(TestDatabase db) {
        try (House house = House.furnished(db)) {
            WorkCase opened = house.open();
            assertEquals("客***", house.cases.view(DESK, opened.id()).values().get("name"));
            CallContext revealing = TestContexts.named("wu", "/33/3301/", "workflow.read", "customer.reveal");
            assertEquals("客户", house.cases.view(revealing, opened.id()).values().get("name"));
            assertThrows(KarawattException.class, () -> house.cases.comment(revealing, opened.id(), "hello"));
            assertThrows(KarawattException.class, () -> house.cases.attach(revealing, opened.id(), null, "proof.txt", "text/plain",
                    new ByteArrayInputStream(new byte[1])));
            house.cases.comment(SURVEYOR, opened.id(), "the gate is locked");
            assertEquals(1, house.kinds(opened.id()).stream().filter("COMMENT"::equals).count());
        }
    }

    /** As many as one look takes wait for a handler that never comes, and one behind them for one that does. */
    @OnEachDatabase
    void stepsThatCannotGoOnHideNoOthers(TestDatabase db) {
        try (House house = House.furnished(db)) {
            long caseId = house.open().id();
            db.unitOfWork().required(() -> db.bulk().insert("workflow_parked", List.of("id", "case_id", "engine_id", "step_key", "handler", "code",
                    "args", "parked_at"), IntStream.rangeClosed(1, 200).mapToObj(i -> new Object[] {db.numbering().nextId(), caseId, "none-" + i, "open",
                        "nobody's", "WORKFLOW-012", "[]", db.clock().now()}).toList()));
            house.tasks.complete(SURVEYOR, house.only(SURVEYOR).id(), Map.of("outcome", "passed"));
            house.tasks.complete(DESK, house.only(DESK).id(), Map.of());
            house.handlers.add(new OpenAccount(db), Map.of());
            assertEquals(1, house.watch.look() + house.watch.look());
            assertEquals(List.of("energise"), house.cases.view(DESK, caseId).activeSteps());
        }
    }

    @OnEachDatabase
    void aCaseWaitsForAHandlerThatIsAwayAlsoOverARestart(TestDatabase db) {
        long caseId;
        try (House house = House.furnished(db)) {
            caseId = house.open().id();
            house.tasks.complete(SURVEYOR, house.only(SURVEYOR).id(), Map.of("outcome", "passed"));
            house.tasks.complete(DESK, house.only(DESK).id(), Map.of());
            CaseView view = house.cases.view(DESK, caseId);
            assertEquals(List.of("open"), view.activeSteps());
            assertTrue(view.workCase().parked());
            assertEquals("WORKFLOW-012", view.parked().get(0).code());
            assertEquals(0, house.watch.look());
        }
        db.restart();
        try (House house = new House(db)) {
            OpenAccount handler = new OpenAccount(db);
            house.handlers.add(handler, Map.of());
            assertEquals(1, house.watch.look());
            assertEquals(List.of("energise"), house.cases.view(DESK, caseId).activeSteps());
            assertFalse(house.cases.view(DESK, caseId).workCase().parked());
            assertEquals(1, handler.rows());
            assertEquals(0, house.watch.look());
        }
    }

    @OnEachDatabase
    void itIsWarnedOnceAndEscalatedOnceAlsoForWhatFellDueInDowntime(TestDatabase db) {
        try (House house = House.furnished(db)) {
            WorkCase opened = house.open();
            assertEquals(0, house.watch.look());
            db.clock().set(opened.openedAt().plus(Duration.ofHours(37)));
            assertEquals(1, house.watch.look());
            assertEquals(0, house.watch.look());
            assertEquals(Deadline.State.DUE_SOON, house.only(SURVEYOR).deadline().state());
        }
        db.restart();
        db.clock().advance(Duration.ofDays(30));
        try (House house = new House(db)) {
            // the task passed its end and the case both its marks while nobody looked
            assertEquals(2, house.watch.look());
            assertEquals(0, house.watch.look());
            assertEquals(Deadline.State.OVERDUE, house.only(SURVEYOR).deadline().state());
        }
    }

    @OnEachDatabase
    void theMatterMayDecideTheLimit(TestDatabase db) {
        try (House house = House.furnished(db)) {
            WorkCase opened = house.cases.open(DESK, new NewCase("connect", "3301", null, "加急", null, "NC-SURVEY",
                    Map.of("name", "客户", "capacity", "8.5")));
            assertEquals("NC-SURVEY", opened.deadline().limitCode());
            // Wednesday noon plus two working days
            assertEquals(Instant.parse("2026-07-03T16:00:00Z"), opened.deadline().dueAt());
            assertEquals(WorkflowErrors.LIMIT_UNKNOWN, assertThrows(KarawattException.class, () -> house.cases.open(DESK,
                    new NewCase("connect", "3301", null, "加急", null, "NONE", Map.of("name", "客户", "capacity", "8.5")))).code());
        }
    }

    @OnEachDatabase
    void officesRolesAndOwnersAreKeptApart(TestDatabase db) {
        try (House house = House.furnished(db)) {
            house.open();
            WorkTask survey = house.only(SURVEYOR);
            assertTrue(house.tasks.workList(WESTERN, new TaskQuery(null, null, null, null), FIRST).items().isEmpty());
            assertEquals(WorkflowErrors.TASK_UNKNOWN,
                    assertThrows(KarawattException.class, () -> house.tasks.claim(WESTERN, survey.id())).code());
            house.tasks.claim(SURVEYOR, survey.id());
            house.tasks.delegate(SURVEYOR, survey.id(), "wu", "ill");
            WorkTask back = house.tasks.complete(OTHER_SURVEYOR, survey.id(), Map.of("outcome", "refused"));
            assertEquals("chen", back.assignee());
            assertNull(back.owner());
            assertEquals("refused", house.tasks.form(SURVEYOR, survey.id()).values().get("outcome"));
            house.tasks.complete(SURVEYOR, survey.id(), Map.of("outcome", "refused"));
            assertEquals(CaseStatus.CLOSED, house.cases.byNumber(DESK, "W20260000001").status());
        }
    }

    @OnEachDatabase
    void aCaseIsSteered(TestDatabase db) {
        try (House house = House.furnished(db)) {
            house.handlers.add(new OpenAccount(db), Map.of());
            WorkCase opened = house.open();
            house.tasks.complete(SURVEYOR, house.only(SURVEYOR).id(), Map.of("outcome", "passed"));
            house.cases.rollBack(DESK, opened.id(), "sign", "survey", "wrong address");
            assertEquals("survey", house.only(SURVEYOR).stepKey());
            house.cases.suspend(DESK, opened.id(), "flood");
            assertEquals(WorkflowErrors.CASE_SUSPENDED, assertThrows(KarawattException.class,
                    () -> house.tasks.complete(SURVEYOR, house.only(SURVEYOR).id(), Map.of("outcome", "passed"))).code());
            db.clock().advance(Duration.ofDays(7));
            house.cases.resume(DESK, opened.id(), "water is gone");
            // begun on a Wednesday and resumed on the next: that day and the Thursday are its two working days
            assertEquals(Instant.parse("2026-07-09T16:00:00Z"), house.only(SURVEYOR).deadline().dueAt());
            assertEquals(CaseStatus.TERMINATED, house.cases.terminate(DESK, opened.id(), "customer withdrew").status());
            assertTrue(house.tasks.workList(SURVEYOR, new TaskQuery(null, null, null, null), FIRST).items().isEmpty());
        }
    }

    @OnEachDatabase
    void aBundleBringsItsProcessAndTakesNoCaseWithIt(TestDatabase db) {
        ParentRows.offices(db);
        try (House house = new House(db)) {
            ProcessContributionHandler bundles = new ProcessContributionHandler(db.unitOfWork(), house.casework, house.processes);
            List<URL> files = List.of(CaseTest.class.getResource("/KARAWATT-INF/process/limits.json"),
                    CaseTest.class.getResource("/process/connect.bpmn"));
            db.unitOfWork().required(() -> house.casework.limits.put(House.limit("NC-SURVEY", 2)));
            bundles.add("acme-process/1.0", files);
            bundles.add("acme-process/1.0", files);
            assertEquals(1, house.processes.processes(DESK).size());
            WorkCase running = house.open();
            bundles.remove("acme-process/1.0");
            assertEquals(WorkflowErrors.PROCESS_UNKNOWN, assertThrows(KarawattException.class, house::open).code());
            house.tasks.complete(SURVEYOR, house.only(SURVEYOR).id(), Map.of("outcome", "refused"));
            assertEquals(CaseStatus.CLOSED, house.cases.byNumber(DESK, running.caseNo()).status());
            bundles.add("acme-process/1.1", files);
            assertEquals(1, house.open().processVersion());
        }
    }

    /** Wednesday, 1 July 2026, and five working days of which one is a holiday. */
    @OnEachDatabase
    void limitsTellTheLastDay(TestDatabase db) {
        try (House house = House.furnished(db)) {
            DefaultOfficeService offices = new DefaultOfficeService(db.unitOfWork(), db.entities(), db.bulk(), db.numbering(),
                    db.history(), db.audit(), db.outbox());
            DefaultLimitService limits = new DefaultLimitService(db.unitOfWork(), house.casework, offices, db.audit(), db.clock());
            LocalDate wednesday = LocalDate.of(2026, 7, 1);
            assertEquals(LocalDate.of(2026, 7, 8), limits.lastDay("NC-RES", ParentRows.EAST, wednesday));
            db.unitOfWork().required(() -> house.casework.limits.putDay(ParentRows.EAST, LocalDate.of(2026, 7, 3), false, "假日"));
            assertEquals(LocalDate.of(2026, 7, 9), limits.lastDay("NC-RES", ParentRows.EAST, wednesday));
            assertEquals(LocalDate.of(2026, 7, 8), limits.lastDay("NC-RES", ParentRows.WEST, wednesday));
            assertEquals(5, limits.inForce("NC-RES", wednesday).amount());
            assertEquals(WorkflowErrors.LIMIT_UNKNOWN,
                    assertThrows(KarawattException.class, () -> limits.inForce("NONE", wednesday)).code());
        }
    }

    @OnEachDatabase
    void filesOfAllowedTypesAreKept(TestDatabase db) {
        try (House house = House.furnished(db)) {
            WorkCase opened = house.open();
            byte[] bytes = "proof".getBytes(StandardCharsets.UTF_8);
            Attachment added = house.cases.attach(DESK, opened.id(), null, "proof.txt", "text/plain", new ByteArrayInputStream(bytes));
            assertEquals("proof", new String(house.cases.content(DESK, opened.id(), added.id()), StandardCharsets.UTF_8));
            assertEquals(WorkflowErrors.ATTACHMENT_KIND, assertThrows(KarawattException.class, () -> house.cases.attach(DESK, opened.id(),
                    null, "x.html", "text/html", new ByteArrayInputStream(bytes))).code());
            assertEquals(WorkflowErrors.ATTACHMENT_TOO_LARGE, assertThrows(KarawattException.class, () -> house.cases.attach(DESK,
                    opened.id(), null, "x.txt", "text/plain", new ByteArrayInputStream(new byte[2 * 1024 * 1024]))).code());
        }
    }

    @OnEachDatabase
    void aRunningCaseKeepsItsVersionAndTheSameFileChangesNothing(TestDatabase db) {
        try (House house = House.furnished(db)) {
            WorkCase old = house.open();
            assertEquals(1, house.processes.upload(TestContexts.admin(), "connect.bpmn", process()).version());
            byte[] newer = new String(process(), StandardCharsets.UTF_8).replace("现场勘查", "上门勘查").getBytes(StandardCharsets.UTF_8);
            assertEquals(2, house.processes.upload(TestContexts.admin(), "connect.bpmn", newer).version());
            WorkCase fresh = house.open();
            assertEquals(2, fresh.processVersion());
            house.tasks.complete(SURVEYOR, house.cases.view(DESK, old.id()).tasks().get(0).id(), Map.of("outcome", "passed"));
            assertEquals(1, house.cases.view(DESK, old.id()).workCase().processVersion());
            assertEquals("上门勘查", house.only(SURVEYOR).nameZh());
        }
    }
}
