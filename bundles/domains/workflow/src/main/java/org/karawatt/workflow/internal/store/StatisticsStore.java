package org.karawatt.workflow.internal.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.Dialect;
import org.karawatt.persistence.store.OfficeFilter;
import org.karawatt.persistence.store.Row;
import org.karawatt.workflow.api.Standing;
import org.karawatt.workflow.api.StatisticsQuery;
import org.karawatt.workflow.api.WorkCase;
import org.karawatt.workflow.api.WorkFigures;
import org.karawatt.workflow.api.WorkTask;
import org.karawatt.workflow.api.WorkflowStatistics.Group;

/** SQL that counts cases and tasks. Every method runs in the caller's unit of work. */
public final class StatisticsStore {

    private static final String AT_MOST = " FETCH FIRST 2000 ROWS ONLY";
    private static final String ANY_END = "*";

    private final BulkStore store;

    public StatisticsStore(BulkStore store) {
        this.store = store;
    }

    /** The words in which tasks and cases differ. */
    private record Kind(String row, String live, String done, String began, String ended, String from) {

        static final Kind TASK = new Kind("t", "t.status IN ('OPEN', 'CLAIMED')", "t.status = 'DONE'", "t.created_at", "t.done_at",
                TaskStore.FROM);
        static final Kind CASE = new Kind("c", "c.status IN ('OPEN', 'SUSPENDED')", "c.status = 'CLOSED'", "c.opened_at", "c.closed_at",
                CaseStore.FROM);

        String is(Standing standing) {
            String ticking = live + " AND c.status = 'OPEN' AND " + row;
            String within = " AND " + ended + " >= ? AND " + ended + " < ?";
            return switch (standing) {
                case OPEN -> live;
                case DUE_SOON -> ticking + ".warn_at <= ? AND " + row + ".due_at > ?";
                case OVERDUE -> ticking + ".due_at <= ?";
                case OPENED -> began + " >= ? AND " + began + " < ?";
                case DONE -> done + within;
                case MET -> done + within + " AND " + ended + " <= " + row + ".due_at";
                case MISSED -> done + within + " AND " + ended + " > " + row + ".due_at";
            };
        }

        static List<Object> params(Standing standing, StatisticsQuery query, Instant now) {
            return switch (standing) {
                case OPEN -> List.of();
                case DUE_SOON -> List.of(now, now);
                case OVERDUE -> List.of(now);
                case OPENED, DONE, MET, MISSED -> List.of(query.from(), query.to());
            };
        }
    }

    /** Gathers a statement with its parameters, in order. */
    private static final class Statement {
        private final StringBuilder sql = new StringBuilder();
        private final List<Object> params = new ArrayList<>();

        Statement add(String text, List<?> values) {
            sql.append(text);
            params.addAll(values);
            return this;
        }

        Statement add(String text, Object... values) {
            return add(text, List.of(values));
        }
    }

    public List<WorkFigures> tasks(StatisticsQuery query, String officePath, OfficeScope scope, Group group, Instant now) {
        return figures(Kind.TASK, query, officePath, scope, group, now);
    }

    public List<WorkFigures> cases(StatisticsQuery query, String officePath, OfficeScope scope, Group group, Instant now) {
        return figures(Kind.CASE, query, officePath, scope, group, now);
    }

    private List<WorkFigures> figures(Kind kind, StatisticsQuery query, String officePath, OfficeScope scope, Group group, Instant now) {
        boolean byStep = group == Group.STEP;
        String keys = switch (group) {
            case PROCESS -> "p.process_key";
            case STEP -> "p.process_key, t.step_key";
            case OFFICE -> "o.id, o.code";
        };
        String names = switch (group) {
            case PROCESS -> "MAX(p.name_zh), MAX(p.name_en)";
            case STEP -> "MAX(p.name_zh), MAX(p.name_en), MAX(t.name_zh), MAX(t.name_en)";
            case OFFICE -> "MAX(o.name_zh), MAX(o.name_en)";
        };
        Statement s = new Statement().add("SELECT " + keys + ", " + names);
        for (Standing standing : Standing.values()) {
            s.add(", SUM(CAST(CASE WHEN " + kind.is(standing) + " THEN 1 ELSE 0 END AS BIGINT))", Kind.params(standing, query, now));
        }
        String took = seconds(kind.began(), kind.ended());
        List<Object> window = Kind.params(Standing.DONE, query, now);
        s.add(", SUM(CASE WHEN " + kind.is(Standing.DONE) + " THEN " + took + " ELSE 0 END)", window)
                .add(", MAX(CASE WHEN " + kind.is(Standing.DONE) + " THEN " + took + " END)", window)
                .add(", SUM(CASE WHEN " + kind.live() + " THEN " + seconds(kind.began(), "CAST(? AS TIMESTAMP)"), now)
                .add(" WHEN " + kind.is(Standing.DONE) + " THEN " + took + " ELSE 0 END)", window)
                .add(kind.from()).add(" WHERE (" + kind.live())
                .add(" OR " + kind.is(Standing.OPENED), Kind.params(Standing.OPENED, query, now))
                .add(" OR " + kind.is(Standing.DONE) + ")", window);
        where(s, kind, query, officePath, scope);
        s.add(" GROUP BY " + keys + " ORDER BY " + keys + AT_MOST);
        int firstKeys = group == Group.PROCESS ? 1 : 2;
        return store.query(s.sql.toString(), s.params, row -> figures(row, group, firstKeys, byStep));
    }

    private static WorkFigures figures(Row row, Group group, int keys, boolean byStep) {
        boolean byOffice = group == Group.OFFICE;
        int name = keys + 1;
        int at = name + (byStep ? 4 : 2);
        return new WorkFigures(byOffice ? null : row.getString(1), byOffice ? null : row.getString(name),
                byOffice ? null : row.getString(name + 1), byStep ? row.getString(2) : null, byStep ? row.getString(name + 2) : null,
                byStep ? row.getString(name + 3) : null, byOffice ? row.getLong(1) : null, byOffice ? row.getString(2) : null,
                byOffice ? row.getString(name) : null, byOffice ? row.getString(name + 1) : null, row.getLong(at), row.getLong(at + 1),
                row.getLong(at + 2), row.getLong(at + 3), row.getLong(at + 4), row.getLong(at + 5), row.getLong(at + 6),
                row.getLong(at + 7), row.getLongOrNull(at + 8), row.getLong(at + 9));
    }

    /** Whole seconds between two times; the databases have no common word for it. */
    private String seconds(String from, String to) {
        return store.dialect() == Dialect.DERBY ? "CAST({fn TIMESTAMPDIFF(SQL_TSI_SECOND, " + from + ", " + to + ")} AS BIGINT)"
                : "CAST(FLOOR(EXTRACT(EPOCH FROM (" + to + " - " + from + "))) AS BIGINT)";
    }

    private static void where(Statement s, Kind kind, StatisticsQuery query, String officePath, OfficeScope scope) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        s.add(" AND " + offices.condition(), offices.params());
        if (officePath != null) {
            s.add(" AND o.path LIKE ? ESCAPE '!'", OfficeFilter.prefix(officePath));
        }
        String process = query.processKey();
        if (process != null && process.endsWith(ANY_END)) {
            s.add(" AND p.process_key LIKE ? ESCAPE '!'", OfficeFilter.prefix(process.substring(0, process.length() - 1)));
        } else if (process != null) {
            s.add(" AND p.process_key = ?", process);
        }
        if (query.stepKey() != null && kind == Kind.TASK) {
            s.add(" AND t.step_key = ?", query.stepKey());
        }
    }

    /** The tasks of a figure. */
    public Page<WorkTask> tasksBehind(StatisticsQuery query, String officePath, OfficeScope scope, Standing standing, Instant now,
            PageRequest page) {
        Statement s = behind(Kind.TASK, query, officePath, scope, standing, now);
        long total = count(s);
        s.add(" ORDER BY t.created_at, t.id OFFSET ? ROWS FETCH NEXT ? ROWS ONLY", page.offset(), page.limit());
        return Page.of(store.query(TaskStore.TASK + s.sql, s.params, row -> TaskStore.held(row).task()), page, total);
    }

    /** The cases of a figure. */
    public Page<WorkCase> casesBehind(StatisticsQuery query, String officePath, OfficeScope scope, Standing standing, Instant now,
            PageRequest page) {
        Statement s = behind(Kind.CASE, query, officePath, scope, standing, now);
        long total = count(s);
        s.add(" ORDER BY c.id OFFSET ? ROWS FETCH NEXT ? ROWS ONLY", page.offset(), page.limit());
        return Page.of(store.query(CaseStore.CASE + s.sql, s.params, row -> CaseStore.held(row).workCase()), page, total);
    }

    private static Statement behind(Kind kind, StatisticsQuery query, String officePath, OfficeScope scope, Standing standing,
            Instant now) {
        Statement s = new Statement().add(kind.from())
                .add(" WHERE (" + kind.is(standing) + ")", Kind.params(standing, query, now));
        where(s, kind, query, officePath, scope);
        return s;
    }

    private long count(Statement s) {
        return store.queryOne("SELECT CAST(COUNT(*) AS BIGINT)" + s.sql, s.params, row -> row.getLong(1)).orElseThrow();
    }
}
