package org.karawatt.workflow.internal.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.testkit.OnEachDatabase;
import org.karawatt.testkit.ParentRows;
import org.karawatt.testkit.TestDatabase;
import org.karawatt.workflow.api.TaskQuery;
import org.karawatt.workflow.api.WorkTask;
import org.karawatt.workflow.internal.store.TaskStore;

/**
 * The order of a work list, and what belongs to it.
 *
 * <pre>
 * task office process priority role   due   status
 * 1    east   new     5        survey -     OPEN
 * 2    east   new     5        survey h 2   OPEN
 * 3    east   repair  1        crew   h 2   OPEN
 * 4    west   repair  5        crew   h 1   OPEN
 * 5    east   new     5        survey h 3   claimed by lin
 * 6    east   new     5        survey h 0   claimed by wu
 * 7    west   repair  5        crew   -     claimed by lin
 * 8    east   new     5        survey h 0   DONE
 * </pre>
 */
class WorkListTest {

    private static final Instant NOON = Instant.parse("2026-06-01T04:00:00Z");
    private static final TaskQuery ALL = new TaskQuery(null, null, null, null);
    private static final TaskQuery MINE = new TaskQuery(true, null, null, null);
    private static final TaskQuery FREE = new TaskQuery(false, null, null, null);
    private static final OfficeScope EAST = new OfficeScope(Set.of("/33/3301/"));

    private static TaskStore furnished(TestDatabase db) {
        ParentRows.offices(db);
        StatisticsTest.process(db, 1, "new", "新装");
        StatisticsTest.process(db, 2, "repair", "抢修");
        task(db, 1, 1, ParentRows.EAST, 5, "survey", null, "OPEN", null);
        task(db, 2, 1, ParentRows.EAST, 5, "survey", 2, "OPEN", null);
        task(db, 3, 2, ParentRows.EAST, 1, "crew", 2, "OPEN", null);
        task(db, 4, 2, ParentRows.WEST, 5, "crew", 1, "OPEN", null);
        task(db, 5, 1, ParentRows.EAST, 5, "survey", 3, "CLAIMED", "lin");
        task(db, 6, 1, ParentRows.EAST, 5, "survey", 0, "CLAIMED", "wu");
        task(db, 7, 2, ParentRows.WEST, 5, "crew", null, "CLAIMED", "lin");
        task(db, 8, 1, ParentRows.EAST, 5, "survey", 0, "DONE", "lin");
        return new TaskStore(db.bulk());
    }

    private static void task(TestDatabase db, long id, long process, long office, int priority, String role, Integer dueHours, String status,
            String assignee) {
        Instant due = dueHours == null ? null : NOON.plus(Duration.ofHours(dueHours));
        StatisticsTest.workCase(db, id, process, office, "OPEN", NOON, null);
        db.bulk().insert("workflow_task", List.of("id", "case_id", "engine_id", "step_key", "name_zh", "name_en", "role", "office_id",
                "assignee", "status", "created_at", "due_at", "watch", "version", "process_key", "priority"),
                List.<Object[]>of(new Object[] {id, id, "t" + id, "s", "s", "s", role, office, assignee, status, NOON, due, 0, 0,
                    process == 1 ? "new" : "repair", priority}));
    }

    private static Page<WorkTask> page(TaskStore tasks, List<String> roles, TaskQuery query, OfficeScope scope, long offset, int limit) {
        return tasks.workList("lin", roles, query, null, scope, new PageRequest(offset, limit));
    }

    private static List<Long> ids(TaskStore tasks, List<String> roles, TaskQuery query, OfficeScope scope) {
        Page<WorkTask> page = page(tasks, roles, query, scope, 0, 50);
        assertEquals(page.items().size(), page.total());
        return page.items().stream().map(WorkTask::id).toList();
    }

    @OnEachDatabase
    void whatIsDueFirstComesFirstAndWhatIsNeverDueLast(TestDatabase db) {
        db.unitOfWork().required(() -> {
            TaskStore tasks = furnished(db);
            assertEquals(Arrays.asList(4L, 3L, 2L, 5L, 1L, 7L), ids(tasks, null, ALL, OfficeScope.ALL));
            assertEquals(List.of(4L, 3L, 2L, 1L), ids(tasks, null, FREE, OfficeScope.ALL));
            assertEquals(List.of(5L, 7L), ids(tasks, null, MINE, EAST), "what somebody has taken stays his, wherever it is");
        });
    }

    @OnEachDatabase
    void onlyWhatTheCallerMayDoIsInTheList(TestDatabase db) {
        db.unitOfWork().required(() -> {
            TaskStore tasks = furnished(db);
            assertEquals(List.of(3L, 2L, 5L, 1L), ids(tasks, null, ALL, EAST));
            assertEquals(List.of(2L, 5L, 1L), ids(tasks, List.of("survey"), ALL, OfficeScope.ALL));
            assertEquals(List.of(), ids(tasks, List.of(), ALL, OfficeScope.ALL));
            assertEquals(List.of(), ids(tasks, null, FREE, new OfficeScope(Set.of())));
            assertEquals(List.of(4L, 3L), ids(tasks, null, new TaskQuery(false, null, "repair", null), OfficeScope.ALL));
            assertEquals(List.of(5L), ids(tasks, null, new TaskQuery(true, "survey", "new", null), OfficeScope.ALL));
            assertEquals(List.of(4L, 7L), tasks.workList("lin", null, ALL, "/33/3302/", OfficeScope.ALL, PageRequest.first(10)).items().stream()
                    .map(WorkTask::id).toList());
        });
    }

    @OnEachDatabase
    void pagesFollowEachOther(TestDatabase db) {
        db.unitOfWork().required(() -> {
            TaskStore tasks = furnished(db);
            List<Long> all = new ArrayList<>();
            for (int offset = 0; offset < 8; offset += 2) {
                Page<WorkTask> page = page(tasks, null, ALL, OfficeScope.ALL, offset, 2);
                assertEquals(6, page.total());
                page.items().forEach(task -> all.add(task.id()));
            }
            assertEquals(List.of(4L, 3L, 2L, 5L, 1L, 7L), all);
            assertEquals(List.of(), page(tasks, null, ALL, OfficeScope.ALL, Long.MAX_VALUE, 2).items());
        });
    }
}
