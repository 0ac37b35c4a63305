package org.karawatt.reading.internal.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.OfficeFilter;
import org.karawatt.persistence.store.Row;
import org.karawatt.reading.api.ImportState;
import org.karawatt.reading.api.RowFault;

/** SQL on imports and their faults. Every method runs in the caller's unit of work. */
public final class ImportStore {

    private static final String COLUMNS = "SELECT i.id, i.file_name, i.billing_month, i.status, i.rows_total, i.rows_ok, i.rows_bad,"
            + " i.rows_held, i.faults";
    private static final String FROM = " FROM reading_import i";
    private static final String SELECT = COLUMNS + FROM;
    private static final String ORIGIN = COLUMNS + ", i.content_hash, i.imported_by, i.scope_paths" + FROM;
    private static final String STATE = COLUMNS + ", i.imported_by, i.started_at, i.finished_at, i.content_hash" + FROM;

    /** Characters of the column that keeps the offices of a caller. */
    private static final int MOST_PATHS = 4000;

    private final BulkStore store;

    public ImportStore(BulkStore store) {
        this.store = store;
    }

    /**
     * An import and how far it has come.
     *
     * @param rows rows of the file that are committed, good and bad
     * @param faults faults found, of which only the first ones are stored
     */
    public record Import(long id, String fileName, BillingMonth month, boolean done, long rows, long ok, long bad, long held,
            long faults) {

        /** The import after one more chunk. */
        public Import plus(int moreOk, int moreBad, int moreHeld, int moreFaults) {
            return new Import(id, fileName, month, done, rows + moreOk + moreBad, ok + moreOk, bad + moreBad, held + moreHeld,
                    faults + moreFaults);
        }
    }

    /**
     * What an import needs to go on.
     *
     * @param scope offices of the one who began it; null when there were too many to be kept
     */
    public record Origin(Import state, String hash, String user, OfficeScope scope) {
    }

    private record Conditions(String where, List<Object> params) {
    }

    /** Imports that are not done, oldest first. */
    public List<Origin> open(int limit) {
        return store.query(ORIGIN + " WHERE i.status = 'RUNNING' ORDER BY i.id FETCH FIRST ? ROWS ONLY", List.of(limit),
                ImportStore::origin);
    }

    public Optional<Origin> origin(long id) {
        return store.queryOne(ORIGIN + " WHERE i.id = ?", List.of(id), ImportStore::origin);
    }

    private static Origin origin(Row row) {
        String paths = row.getString(12);
        return new Origin(row(row), row.getString(10), row.getString(11), paths == null ? null : new OfficeScope(Set.of(paths.split(" "))));
    }

    /** Imports that a caller may see, newest first; {@code kept} says whether the content with this hash is on this server. */
    public List<ImportState> states(String user, OfficeScope scope, boolean openOnly, PageRequest page, Predicate<String> kept) {
        Conditions seen = seen(user, scope, openOnly);
        List<Object> params = new ArrayList<>(seen.params());
        params.add(page.offset());
        params.add(page.limit());
        return store.query(STATE + seen.where() + " ORDER BY i.id DESC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY", params, row -> {
            Import i = row(row);
            return new ImportState(i.id(), i.fileName(), i.month(), i.rows(), i.ok(), i.bad(), i.held(), i.done(),
                    !i.done() && kept.test(row.getString(13)), row.getString(10), row.getInstant(11), row.getInstant(12));
        });
    }

    public long countStates(String user, OfficeScope scope, boolean openOnly) {
        Conditions seen = seen(user, scope, openOnly);
        return store.queryOne("SELECT COUNT(*) FROM reading_import i" + seen.where(), seen.params(), row -> row.getLong(1)).orElseThrow();
    }

    private static Conditions seen(String user, OfficeScope scope, boolean openOnly) {
        OfficeFilter filter = OfficeFilter.of(scope, "o.path");
        return new Conditions(" LEFT JOIN codes_office o ON o.id = i.office_id WHERE (i.imported_by = ? OR " + filter.condition() + ")"
                + (openOnly ? " AND i.status = 'RUNNING'" : ""), filter.after(List.of(user)));
    }

    public Optional<Import> byHash(String hash) {
        return store.queryOne(SELECT + " WHERE i.content_hash = ?", List.of(hash), ImportStore::row);
    }

    public Optional<Import> byId(long id) {
        return store.queryOne(SELECT + " WHERE i.id = ?", List.of(id), ImportStore::row);
    }

    /** Whether a caller may see the faults: his own import, one of his offices, or he sees everything. */
    public boolean visible(long id, String user, OfficeScope scope) {
        OfficeFilter filter = OfficeFilter.of(scope, "o.path");
        return store.queryOne("SELECT i.id FROM reading_import i LEFT JOIN codes_office o ON o.id = i.office_id"
                + " WHERE i.id = ? AND (i.imported_by = ? OR " + filter.condition() + ")", filter.after(List.of(id, user)),
                row -> row.getLong(1)).isPresent();
    }

    private static Import row(Row row) {
        return new Import(row.getLong(1), row.getString(2), new BillingMonth(row.getInt(3)), "DONE".equals(row.getString(4)),
                row.getLong(5), row.getLong(6), row.getLong(7), row.getLong(8), row.getLong(9));
    }

    public void insert(Import start, String hash, Long officeId, Instant now, String user, OfficeScope scope) {
        String paths = String.join(" ", new TreeSet<>(scope.paths()));
        store.insert("reading_import", List.of("id", "file_name", "content_hash", "billing_month", "office_id", "status",
                "rows_total", "rows_ok", "rows_bad", "rows_held", "faults", "started_at", "imported_by", "scope_paths"),
                List.<Object[]>of(new Object[] {start.id(), start.fileName(), hash, start.month().value(), officeId, "RUNNING", 0L,
                    0L, 0L, 0L, 0L, now, user, paths.isEmpty() || paths.length() > MOST_PATHS ? null : paths}));
    }

    /** Moves the progress; {@code false} when somebody else has moved it meanwhile. */
    public boolean advance(Import from, Import to) {
        return store.update("UPDATE reading_import SET rows_total = ?, rows_ok = ?, rows_bad = ?, rows_held = ?, faults = ?"
                + " WHERE id = ? AND rows_total = ? AND status = 'RUNNING'",
                List.of(to.rows(), to.ok(), to.bad(), to.held(), to.faults(), from.id(), from.rows())) == 1;
    }

    /** Marks it done; {@code false} when it was. */
    public boolean finish(long id, Instant now) {
        return store.update("UPDATE reading_import SET status = 'DONE', finished_at = ? WHERE id = ? AND status = 'RUNNING'",
                List.of(now, id)) == 1;
    }

    public void insertFaults(long importId, long firstId, List<RowFault> faults) {
        List<Object[]> rows = new ArrayList<>(faults.size());
        for (RowFault f : faults) {
            rows.add(new Object[] {firstId + rows.size(), importId, f.line(), f.column(), f.code(), f.messageZh(), f.messageEn(),
                f.value()});
        }
        store.insert("reading_import_fault", Arrays.asList("id", "import_id", "line_no", "column_name", "code", "message_zh",
                "message_en", "raw_value"), rows);
    }

    public List<RowFault> faults(long importId, PageRequest page) {
        return store.query("SELECT line_no, column_name, code, message_zh, message_en, raw_value FROM reading_import_fault"
                + " WHERE import_id = ? ORDER BY line_no, id OFFSET ? ROWS FETCH NEXT ? ROWS ONLY",
                List.of(importId, page.offset(), page.limit()), row -> new RowFault(row.getLong(1), row.getString(2),
                        row.getString(3), row.getString(4), row.getString(5), row.getString(6)));
    }

    public long countFaults(long importId) {
        return store.queryOne("SELECT COUNT(*) FROM reading_import_fault WHERE import_id = ?", List.of(importId),
                row -> row.getLong(1)).orElseThrow();
    }
}
