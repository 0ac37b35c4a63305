package org.karawatt.workflow.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.karawatt.codes.internal.service.DefaultOfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.ParentRows;
import org.karawatt.testkit.TestContexts;
import org.karawatt.testkit.TestDatabase;
import org.karawatt.workflow.api.Standing;
import org.karawatt.workflow.api.StatisticsQuery;
import org.karawatt.workflow.api.WorkCase;
import org.karawatt.workflow.api.WorkFigures;
import org.karawatt.workflow.api.WorkTask;
import org.karawatt.workflow.api.WorkflowStatistics;
import org.karawatt.workflow.api.WorkflowStatistics.Group;

/**
 * Five cases of two processes in two offices, written as rows; the figures were counted by hand from the table below. The clock stands at
 * day 10, noon; the time asked for is day 5 to day 11. Hours are from the beginning of a task.
 *
 * <pre>
 * case office process status     step    task      began due(h) done(h)
 * 1    east   new     OPEN       survey  DONE      day 6  24     10      met, 36,000 s
 *                                meter   OPEN      day 9  48     -       waits 24 h, warned after 24 h: due soon
 * 2    east   new     OPEN       survey  CLAIMED   day 8  24     -       waits 48 h: overdue
 * 3    west   new     CLOSED     survey  DONE      day 7  24     30      missed, 108,000 s
 * 4    west   repair  SUSPENDED  fix     OPEN      day 7  24     -       waits 72 h, rests
 * 5    west   repair  CLOSED     fix     DONE      day 1  24     1       done before the time asked for
 * </pre>
 */
class StatisticsTest {

    private static final Instant DAY_0 = Instant.parse("2026-06-01T04:00:00Z");
    private static final StatisticsQuery ALL = query(null, null, null);
    private static final CallContext ROOT = TestContexts.clerk("/33/", "workflow.read");
    private static final PageRequest FIRST = PageRequest.first(10);

    private static Instant day(int day) {
        return DAY_0.plus(Duration.ofDays(day));
    }

    private static StatisticsQuery query(String office, String process, String step) {
        return new StatisticsQuery(office, process, step, day(5), day(11));
    }

    private static WorkflowStatistics furnished(TestDatabase db) {
        ParentRows.offices(db);
        db.clock().set(day(10));
        db.unitOfWork().required(() -> {
            process(db, 1, "new-connection", "新装");
            process(db, 2, "repair", "抢修");
            workCase(db, 1, 1, ParentRows.EAST, "OPEN", day(6), null);
            workCase(db, 2, 1, ParentRows.EAST, "OPEN", day(8), null);
            workCase(db, 3, 1, ParentRows.WEST, "CLOSED", day(7), day(9));
            workCase(db, 4, 2, ParentRows.WEST, "SUSPENDED", day(7), null);
            workCase(db, 5, 2, ParentRows.WEST, "CLOSED", day(1), day(2));
            task(db, 11, 1, "survey", ParentRows.EAST, "DONE", day(6), 24, 10);
            task(db, 12, 1, "meter", ParentRows.EAST, "OPEN", day(9), 48, null);
            task(db, 21, 2, "survey", ParentRows.EAST, "CLAIMED", day(8), 24, null);
            task(db, 31, 3, "survey", ParentRows.WEST, "DONE", day(7), 24, 30);
            task(db, 41, 4, "fix", ParentRows.WEST, "OPEN", day(7), 24, null);
            task(db, 51, 5, "fix", ParentRows.WEST, "DONE", day(1), 24, 1);
        });
        DefaultOfficeService offices = new DefaultOfficeService(db.unitOfWork(), db.entities(), db.bulk(), db.numbering(), db.history(),
                db.audit(), db.outbox());
        return new DefaultWorkflowStatistics(db.unitOfWork(), db.bulk(), offices, db.clock());
    }

    static void process(TestDatabase db, long id, String key, String name) {
        db.bulk().insert("workflow_process", List.of("id", "process_key", "process_version", "name_zh", "name_en", "engine_id", "origin",
                "content_hash", "content", "offered", "deployed_at"), List.<Object[]>of(new Object[] {id, key, 1, name, key, "e" + id,
                    "test", "0".repeat(64), "<x/>", true, DAY_0}));
    }

    static void workCase(TestDatabase db, long id, long process, long office, String status, Instant opened, Instant closed) {
        db.bulk().insert("workflow_case", List.of("id", "case_no", "process_id", "engine_id", "office_id", "title", "channel", "priority",
                "status", "opened_by", "opened_at", "limit_code", "warn_at", "due_at", "watch", "closed_at", "version"),
                List.<Object[]>of(new Object[] {id, "W" + id, process, "c" + id, office, "t", "hall", 5, status, "lin", opened, "L",
                    opened.plus(Duration.ofDays(1)), opened.plus(Duration.ofDays(3)), 0, closed, 0}));
    }

    private static void task(TestDatabase db, long id, long caseId, String step, long office, String status, Instant began, int dueHours,
            Integer doneHours) {
        db.bulk().insert("workflow_task", List.of("id", "case_id", "engine_id", "step_key", "name_zh", "name_en", "role", "office_id",
                "status", "created_at", "limit_code", "warn_at", "due_at", "watch", "done_at", "version"),
                List.<Object[]>of(new Object[] {id, caseId, "t" + id, step, step + "-zh", step + "-en", "survey", office, status, began, "L",
                    began.plus(Duration.ofHours(dueHours / 2)), began.plus(Duration.ofHours(dueHours)), 0,
                    doneHours == null ? null : began.plus(Duration.ofHours(doneHours)), 0}));
    }

    @OnEachDatabase
    void tasksAreCountedByStepAndTheBottleneckIsWhereTheyWaitLongest(TestDatabase db) {
        List<WorkFigures> steps = furnished(db).tasks(ROOT, ALL, Group.STEP);
        assertEquals(List.of(
                new WorkFigures("new-connection", "新装", "new-connection", "meter", "meter-zh", "meter-en", null, null, null, null, 1, 1, 0, 1,
                        0, 0, 0, 0, null, 86_400),
                new WorkFigures("new-connection", "新装", "new-connection", "survey", "survey-zh", "survey-en", null, null, null, null, 1, 0,
                        1, 3, 2, 1, 1, 144_000, 108_000L, 144_000 + 172_800),
                new WorkFigures("repair", "抢修", "repair", "fix", "fix-zh", "fix-en", null, null, null, null, 1, 0, 0, 1, 0, 0, 0, 0, null,
                        259_200)), steps);
        assertEquals(72_000L, steps.get(1).averageSeconds());
        assertNull(steps.get(0).averageSeconds());
    }

    @OnEachDatabase
    void casesAreCountedByProcessAndByOffice(TestDatabase db) {
        WorkflowStatistics statistics = furnished(db);
        WorkFigures connection = statistics.cases(ROOT, ALL, Group.PROCESS).get(0);
        // case 1 passed its end on day 9; case 2 was warned on day 9 and ends on day 11
        assertEquals(List.of(2L, 1L, 1L, 3L, 1L, 1L, 0L), List.of(connection.open(), connection.dueSoon(), connection.overdue(),
                connection.opened(), connection.done(), connection.met(), connection.missed()));
        assertEquals(List.of("3301", "3302"), statistics.cases(ROOT, ALL, Group.OFFICE).stream().map(WorkFigures::officeCode).toList());
        assertEquals(1, statistics.cases(ROOT, query("3302", null, null), Group.PROCESS).get(0).done());
        assertEquals(1, statistics.cases(ROOT, query(null, "new-*", null), Group.PROCESS).size());
    }

    @OnEachDatabase
    void eachFigureHasTheRecordsBehindIt(TestDatabase db) {
        WorkflowStatistics statistics = furnished(db);
        for (WorkFigures step : statistics.tasks(ROOT, ALL, Group.STEP)) {
            StatisticsQuery of = query(null, step.processKey(), step.stepKey());
            List<Long> figures = List.of(step.open(), step.dueSoon(), step.overdue(), step.opened(), step.done(), step.met(), step.missed());
            for (Standing standing : Standing.values()) {
                assertEquals(figures.get(standing.ordinal()), statistics.tasksBehind(ROOT, of, standing, FIRST).total(),
                        step.stepKey() + " " + standing);
            }
        }
        assertEquals(List.of(21L), statistics.tasksBehind(ROOT, ALL, Standing.OVERDUE, FIRST).items().stream().map(WorkTask::id).toList());
        assertEquals(List.of(1L), statistics.casesBehind(ROOT, ALL, Standing.OVERDUE, FIRST).items().stream().map(WorkCase::id).toList());
    }

    @OnEachDatabase
    void whoSeesOneOfficeCountsOneOffice(TestDatabase db) {
        WorkflowStatistics statistics = furnished(db);
        CallContext east = TestContexts.clerk("/33/3301/", "workflow.read");
        assertEquals(List.of("3301"), statistics.tasks(east, ALL, Group.OFFICE).stream().map(WorkFigures::officeCode).toList());
        assertEquals(KernelErrors.PERMISSION_DENIED,
                assertThrows(KarawattException.class, () -> statistics.tasks(TestContexts.nobody(), ALL, Group.OFFICE)).code());
        assertThrows(KarawattException.class, () -> statistics.tasks(east, query("3302", null, null), Group.OFFICE));
    }
}
