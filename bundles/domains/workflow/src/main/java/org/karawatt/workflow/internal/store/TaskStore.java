package org.karawatt.workflow.internal.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.OfficeFilter;
import org.karawatt.persistence.store.Row;
import org.karawatt.workflow.api.TaskQuery;
import org.karawatt.workflow.api.TaskStatus;
import org.karawatt.workflow.api.WorkCase;
import org.karawatt.workflow.api.WorkTask;
import org.karawatt.workflow.internal.calc.WorkingTime.Due;

/** SQL on tasks and on the watch over deadlines. Every method runs in the caller's unit of work. */
public final class TaskStore {

    static final String TASK = "SELECT t.id, t.case_id, c.case_no, c.title, p.process_key, t.step_key, t.name_zh, t.name_en, t.role,"
            + " t.office_id, t.assignee, t.owner, t.status, t.created_at, t.limit_code, t.warn_at, t.due_at, t.watch, t.done_at, t.done_by,"
            + " t.outcome, t.version, t.engine_id, o.path";
    static final String FROM = " FROM workflow_task t JOIN workflow_case c ON c.id = t.case_id"
            + " JOIN workflow_process p ON p.id = c.process_id JOIN codes_office o ON o.id = t.office_id";

    private final BulkStore store;

    public TaskStore(BulkStore store) {
        this.store = store;
    }

    /** A task with what only we need of it. */
    public record Held(WorkTask task, String engineId, String officePath) {
    }

    /** A task to be stored. */
    public record NewTask(long id, WorkCase workCase, String engineId, String stepKey, String nameZh, String nameEn, String role,
            Instant createdAt, String limitCode, Due due) {
    }

    public void insert(NewTask t) {
        store.insert("workflow_task", List.of("id", "case_id", "engine_id", "step_key", "name_zh", "name_en", "role", "office_id",
                "assignee", "owner", "status", "created_at", "limit_code", "warn_at", "due_at", "watch", "done_at", "done_by", "outcome",
                "form", "version", "process_key", "priority"), List.<Object[]>of(new Object[] {t.id(), t.workCase().id(), t.engineId(),
                    t.stepKey(), t.nameZh(), t.nameEn(), t.role(), t.workCase().officeId(), null, null, TaskStatus.OPEN.name(), t.createdAt(), t.limitCode(),
                    t.due() == null ? null : t.due().warnAt(), t.due() == null ? null : t.due().dueAt(),
                    t.due() == null ? Watch.OVER : Watch.WAITING, null, null, null, null, 0, t.workCase().processKey(), t.workCase().priority()}));
    }

    public Optional<Held> find(long id) {
        return store.queryOne(TASK + FROM + " WHERE t.id = ?", List.of(id), TaskStore::held);
    }

    public Optional<Held> byEngineId(String engineId) {
        return store.queryOne(TASK + FROM + " WHERE t.engine_id = ?", List.of(engineId), TaskStore::held);
    }

    /** All tasks of a case, oldest first, at most 1,000. */
    public List<WorkTask> ofCase(long caseId) {
        return store.query(TASK + FROM + " WHERE t.case_id = ? ORDER BY t.id FETCH FIRST 1000 ROWS ONLY", List.of(caseId),
                row -> held(row).task());
    }

    /** Tasks of a case that are still to be done. */
    public List<Held> open(long caseId) {
        return store.query(TASK + FROM + " WHERE t.case_id = ? AND t.status IN ('OPEN', 'CLAIMED') ORDER BY t.id", List.of(caseId),
                TaskStore::held);
    }

    /** Where a task stands in a work list: what is due first comes first, what is never due last. */
    private record Place(long id, Instant dueAt, int priority) implements Comparable<Place> {

        private static final Comparator<Place> ORDER = Comparator.comparing(Place::dueAt, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparingInt(Place::priority).thenComparingLong(Place::id);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * Tasks to be done by the caller, the most urgent first. Places are found in the index alone, in its order, and only the tasks of the page are
     * read: a work list is asked for all day, among all tasks that are open.
     *
     * @param roles roles that he has; null means all
     */
    public Page<WorkTask> workList(String user, Collection<String> roles, TaskQuery query, String officePath, OfficeScope scope,
            PageRequest page) {
        List<Where> parts = parts(user, roles, query, officePath, scope);
        long total = parts.stream().mapToLong(this::count).sum();
        List<Long> ids = page.offset() >= total ? List.of() : parts.stream().flatMap(part -> first(part, page.offset() + page.limit())).sorted()
                .skip(page.offset()).limit(page.limit()).map(Place::id).toList();
        return Page.of(read(ids), page, total);
    }

    private long count(Where part) {
        return store.queryOne("SELECT CAST(COUNT(*) AS BIGINT) FROM workflow_task t" + part.sql, part.params, row -> row.getLong(1)).orElseThrow();
    }

    private Stream<Place> first(Where part, long count) {
        List<Object> params = new ArrayList<>(part.params);
        params.add(count);
        return store.query("SELECT t.id, t.due_at, t.priority FROM workflow_task t" + part.sql
                + " ORDER BY t.due_at, t.priority, t.id FETCH FIRST ? ROWS ONLY", params,
                row -> new Place(row.getLong(1), row.getInstant(2), row.getInt(3))).stream();
    }

    /** What the caller has claimed and what is open are sought apart: together no index gives them in order. */
    private static List<Where> parts(String user, Collection<String> roles, TaskQuery query, String officePath, OfficeScope scope) {
        List<Where> parts = new ArrayList<>();
        if (!Boolean.FALSE.equals(query.mine())) {
            parts.add(new Where().add(" WHERE t.status = 'CLAIMED' AND t.assignee = ?", user));
        }
        if (query.mine() == null) {
            parts.get(0).reach(roles, scope);
        }
        if (!Boolean.TRUE.equals(query.mine())) {
            parts.add(new Where().add(" WHERE t.status = 'OPEN'").reach(roles, scope));
        }
        for (Where part : parts) {
            if (query.role() != null) {
                part.add(" AND t.role = ?", query.role());
            }
            if (query.processKey() != null) {
                part.add(" AND t.process_key = ?", query.processKey());
            }
            if (officePath != null) {
                part.offices("o.path LIKE ? ESCAPE '!'", List.of(OfficeFilter.prefix(officePath)));
            }
        }
        return parts;
    }

    /** A condition with its parameters, in order. */
    private static final class Where {

        private final StringBuilder sql = new StringBuilder();
        private final List<Object> params = new ArrayList<>();

        Where add(String text, Object... values) {
            sql.append(text);
            params.addAll(List.of(values));
            return this;
        }

        Where offices(String condition, List<?> values) {
            return add(" AND t.office_id IN (SELECT o.id FROM codes_office o WHERE " + condition + ")", values.toArray());
        }

        /** Only offices and roles of the caller. */
        Where reach(Collection<String> roles, OfficeScope scope) {
            if (!scope.isAll()) {
                OfficeFilter offices = OfficeFilter.of(scope, "o.path");
                offices(offices.condition(), offices.params());
            }
            if (roles == null) {
                return this;
            }
            return roles.isEmpty() ? add(" AND 1 = 0") : add(" AND t.role IN (" + "?, ".repeat(roles.size() - 1) + "?)", roles.toArray());
        }
    }

    private List<WorkTask> read(List<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<Long, WorkTask> found = new HashMap<>();
        store.query(TASK + FROM + " WHERE t.id IN (" + "?, ".repeat(ids.size() - 1) + "?)", ids, row -> held(row).task())
                .forEach(task -> found.put(task.id(), task));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** Roles that open tasks ask for. */
    public List<String> roles() {
        return store.query("SELECT DISTINCT role FROM workflow_task WHERE status IN ('OPEN', 'CLAIMED')", List.of(), row -> row.getString(1));
    }

    /** Changes who has a task; {@code false} when somebody has changed it meanwhile. */
    public boolean assign(WorkTask task, String assignee, String owner) {
        return store.update("UPDATE workflow_task SET assignee = ?, owner = ?, status = ?, version = version + 1 WHERE id = ?"
                + " AND version = ? AND status IN ('OPEN', 'CLAIMED')", Arrays.asList(assignee, owner,
                        (assignee == null ? TaskStatus.OPEN : TaskStatus.CLAIMED).name(), task.id(), task.version())) == 1;
    }

    /** Marks a task as done; {@code false} when somebody has changed it meanwhile. */
    public boolean done(WorkTask task, String by, String outcome, String form, Instant now) {
        return store.update("UPDATE workflow_task SET status = 'DONE', done_at = ?, done_by = ?, assignee = ?, outcome = ?, form = ?,"
                + " watch = ?, version = version + 1 WHERE id = ? AND version = ? AND status IN ('OPEN', 'CLAIMED')",
                Arrays.asList(now, by, by, outcome, form, Watch.OVER, task.id(), task.version())) == 1;
    }

    /** A task that has gone without being done. */
    public void cancel(String engineId, Instant now) {
        store.update("UPDATE workflow_task SET status = 'CANCELLED', done_at = ?, watch = ?, version = version + 1 WHERE engine_id = ?"
                + " AND status IN ('OPEN', 'CLAIMED')", List.of(now, Watch.OVER, engineId));
    }

    /** A new deadline, watched anew. */
    public void due(long id, Due due) {
        store.update("UPDATE workflow_task SET warn_at = ?, due_at = ?, watch = ? WHERE id = ?",
                List.of(due.warnAt(), due.dueAt(), Watch.WAITING, id));
    }

    /** Something whose deadline has come nearer: a task, or a case when {@code taskId} is null. */
    public record Nearing(long caseId, Long taskId, boolean overdue) {
    }

    /** Tasks and cases that are to be warned of or escalated, and have not been; at most {@code limit} of each. */
    public List<Nearing> nearing(Instant now, int limit) {
        List<Nearing> found = new ArrayList<>(store.query("SELECT t.case_id, t.id, t.due_at FROM workflow_task t JOIN workflow_case c"
                + " ON c.id = t.case_id WHERE c.status = 'OPEN' AND (t.watch = 0 AND t.warn_at <= ? OR t.watch = 1 AND t.due_at <= ?)"
                + " ORDER BY t.id FETCH FIRST ? ROWS ONLY", List.of(now, now, limit),
                row -> new Nearing(row.getLong(1), row.getLong(2), !row.getInstant(3).isAfter(now))));
        found.addAll(store.query("SELECT id, due_at FROM workflow_case WHERE status = 'OPEN' AND due_at IS NOT NULL"
                + " AND (watch = 0 AND warn_at <= ? OR watch = 1 AND due_at <= ?) ORDER BY id FETCH FIRST ? ROWS ONLY",
                List.of(now, now, limit), row -> new Nearing(row.getLong(1), null, !row.getInstant(2).isAfter(now))));
        return found;
    }

    /** Marks that it was told; {@code false} when another server has told it already. */
    public boolean told(Nearing nearing) {
        int watch = nearing.overdue() ? Watch.ESCALATED : Watch.WARNED;
        return nearing.taskId() == null
                ? store.update("UPDATE workflow_case SET watch = ? WHERE id = ? AND watch < ?", List.of(watch, nearing.caseId(), watch)) == 1
                : store.update("UPDATE workflow_task SET watch = ? WHERE id = ? AND watch < ?", List.of(watch, nearing.taskId(), watch)) == 1;
    }

    static Held held(Row row) {
        Instant done = row.getInstant(19);
        WorkTask task = new WorkTask(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4), row.getString(5),
                row.getString(6), row.getString(7), row.getString(8), row.getString(9), row.getLong(10), row.getString(11),
                row.getString(12), TaskStatus.valueOf(row.getString(13)), row.getInstant(14),
                CaseStore.deadline(row.getString(15), row.getInstant(16), row.getInstant(17), row.getInt(18), done), done,
                row.getString(20), row.getString(21), row.getInt(22));
        return new Held(task, row.getString(23), row.getString(24));
    }
}
