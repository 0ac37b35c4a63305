package org.karawatt.reading.internal.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.OfficeFilter;
import org.karawatt.persistence.store.Row;
import org.karawatt.reading.api.ReadingException;

/** SQL on readings that are held back. Every method runs in the caller's unit of work. */
public final class ExceptionStore {

    private static final String OPEN = "OPEN";
    private static final String FROM = " FROM reading_exception e JOIN customer_account a ON a.id = e.account_id"
            + " JOIN codes_office o ON o.id = a.office_id";
    private static final String SELECT = "SELECT e.id, e.reading_id, e.account_id, a.account_no, e.billing_month, e.rule_name,"
            + " e.detail, e.status, e.decided_by, e.decided_at, e.version, e.group_id" + FROM;

    private final BulkStore store;

    public ExceptionStore(BulkStore store) {
        this.store = store;
    }

    /** A new exception; {@code groupId} is the id of the one that it is decided with, its own when it is alone. */
    public record Draft(long id, long groupId, long readingId, long accountId, int month, String rule, String detail) {
    }

    /** A stored exception with its group. */
    public record Stored(ReadingException exception, long groupId) {
    }

    public void insert(List<Draft> drafts) {
        List<Object[]> rows = new ArrayList<>(drafts.size());
        for (Draft d : drafts) {
            rows.add(new Object[] {d.id(), d.groupId(), d.readingId(), d.accountId(), d.month(), d.rule(), d.detail(), OPEN, 0});
        }
        store.insert("reading_exception", List.of("id", "group_id", "reading_id", "account_id", "billing_month", "rule_name",
                "detail", "status", "version"), rows);
    }

    /** The first of each group, oldest first; {@code status} null means every status. */
    public List<ReadingException> page(OfficeScope scope, BillingMonth month, String status, PageRequest page) {
        List<Object> params = new ArrayList<>();
        String where = where(scope, month, status, params);
        params.add(page.offset());
        params.add(page.limit());
        return store.query(SELECT + where + " ORDER BY e.id OFFSET ? ROWS FETCH NEXT ? ROWS ONLY", params,
                row -> stored(row).exception());
    }

    public long count(OfficeScope scope, BillingMonth month, String status) {
        List<Object> params = new ArrayList<>();
        return store.queryOne("SELECT COUNT(*)" + FROM + where(scope, month, status, params), params, row -> row.getLong(1))
                .orElseThrow();
    }

    private static String where(OfficeScope scope, BillingMonth month, String status, List<Object> params) {
        OfficeFilter filter = OfficeFilter.of(scope, "o.path");
        params.add(month.value());
        params.addAll(filter.params());
        if (status != null) {
            params.add(status);
        }
        return " WHERE e.billing_month = ? AND e.id = e.group_id AND " + filter.condition()
                + (status == null ? "" : " AND e.status = ?");
    }

    /** An exception of the caller's offices. */
    public Optional<Stored> find(OfficeScope scope, long id) {
        OfficeFilter filter = OfficeFilter.of(scope, "o.path");
        return store.queryOne(SELECT + " WHERE e.id = ? AND " + filter.condition(), filter.after(List.of(id)), ExceptionStore::stored);
    }

    /** Readings of the exceptions of a group. */
    public List<Long> readings(long groupId) {
        return store.query("SELECT reading_id FROM reading_exception WHERE group_id = ? ORDER BY id", List.of(groupId),
                row -> row.getLong(1));
    }

    /** Closes the open exceptions of a group and returns how many there were. */
    public int close(long groupId, String status, String user, Instant now) {
        return store.update("UPDATE reading_exception SET status = ?, decided_by = ?, decided_at = ?, version = version + 1"
                + " WHERE group_id = ? AND status = 'OPEN'", List.of(status, user, now, groupId));
    }

    private static Stored stored(Row row) {
        return new Stored(new ReadingException(row.getLong(1), row.getLong(2), row.getLong(3), row.getString(4),
                new BillingMonth(row.getInt(5)), row.getString(6), row.getString(7), row.getString(8), row.getString(9),
                row.getInstant(10), row.getInt(11)), row.getLong(12));
    }
}
