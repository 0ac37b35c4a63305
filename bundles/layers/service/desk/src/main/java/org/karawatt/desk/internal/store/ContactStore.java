package org.karawatt.desk.internal.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.karawatt.desk.api.CallBack;
import org.karawatt.desk.api.Contact;
import org.karawatt.desk.api.ContactQuery;
import org.karawatt.desk.api.Satisfaction;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.OfficeFilter;
import org.karawatt.persistence.store.Row;

/** SQL on contacts and call-backs. Every method runs in the caller's unit of work. */
public final class ContactStore {

    private static final String SELECT = "SELECT c.id, c.case_id, c.case_no, c.kind, c.sub_kind, c.channel, c.office_id, c.account_id,"
            + " c.account_no, c.caller_name, c.caller_phone, c.details, c.area, c.bill_no, c.bill_month, c.reading_id, c.state, c.due_at,"
            + " c.opened_by, c.opened_at, c.closed_at, c.satisfaction, c.called_back_at, c.reopened, f.case_no, o.path";
    private static final String FROM = " FROM desk_contact c JOIN codes_office o ON o.id = c.office_id"
            + " LEFT JOIN desk_contact f ON f.id = c.follows_id";

    private final BulkStore store;
    private final Numbering numbering;

    public ContactStore(BulkStore store, Numbering numbering) {
        this.store = store;
        this.numbering = numbering;
    }

    /** A contact with the path of its office. */
    public record Held(Contact contact, String officePath) {
    }

    /** Inserts a contact; {@code followsId} is the contact before, null for none. */
    public void insert(Contact c, Long followsId) {
        store.insert("desk_contact", List.of("id", "case_id", "case_no", "kind", "sub_kind", "channel", "office_id", "account_id",
                "account_no", "caller_name", "caller_phone", "details", "area", "bill_no", "bill_month", "reading_id", "state", "due_at",
                "opened_by", "opened_at", "closed_at", "satisfaction", "called_back_at", "reopened", "follows_id"),
                List.<Object[]>of(new Object[] {c.id(), c.caseId(), c.caseNo(), c.kind(), c.subKind(), c.channel(), c.officeId(),
                    c.accountId(), c.accountNo(), c.callerName(), c.callerPhone(), c.details(), c.area(), c.billNo(),
                    c.billMonth() == null ? null : c.billMonth().value(), c.readingId(), c.state().name(), c.dueAt(), c.openedBy(),
                    c.openedAt(), c.closedAt(), c.satisfaction(), c.calledBackAt(), c.reopened(), followsId}));
    }

    public Optional<Held> byCaseNo(String caseNo, Instant now) {
        return store.queryOne(SELECT + FROM + " WHERE c.case_no = ?", List.of(caseNo), row -> held(row, now));
    }

    public Optional<Held> byCase(long caseId, Instant now) {
        return store.queryOne(SELECT + FROM + " WHERE c.case_id = ?", List.of(caseId), row -> held(row, now));
    }

    /** Contacts that match, newest first. */
    public Page<Contact> find(ContactQuery query, String officePath, OfficeScope scope, Instant now, PageRequest page) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        StringBuilder where = new StringBuilder(" WHERE ").append(offices.condition());
        List<Object> params = new ArrayList<>(offices.params());
        add(where, params, "c.kind = ?", query.kind());
        add(where, params, "c.sub_kind = ?", query.subKind());
        add(where, params, "c.state = ?", query.state() == null ? null : query.state().name());
        add(where, params, "c.account_no = ?", query.accountNo());
        add(where, params, "o.path LIKE ? ESCAPE '!'", officePath == null ? null : OfficeFilter.prefix(officePath));
        if (query.overdue() != null) {
            add(where, params, query.overdue() ? "c.closed_at IS NULL AND c.due_at < ?"
                    : "(c.closed_at IS NOT NULL OR c.due_at IS NULL OR c.due_at >= ?)", now);
        }
        if (query.text() != null && !query.text().isBlank()) {
            String text = query.text().strip();
            where.append(" AND (c.case_no LIKE ? ESCAPE '!' OR c.account_no LIKE ? ESCAPE '!' OR c.details LIKE ? ESCAPE '!')");
            params.addAll(List.of(OfficeFilter.prefix(text), OfficeFilter.prefix(text), OfficeFilter.part(text)));
        }
        long total = store.queryOne("SELECT CAST(COUNT(*) AS BIGINT)" + FROM + where, params, row -> row.getLong(1)).orElseThrow();
        params.addAll(List.of(page.offset(), page.limit()));
        return Page.of(store.query(SELECT + FROM + where + " ORDER BY c.id DESC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY", params,
                row -> held(row, now).contact()), page, total);
    }

    /** Last answers of customers that came in a period. */
    public Satisfaction satisfaction(String officePath, OfficeScope scope, Instant from, Instant to) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        StringBuilder where = new StringBuilder(" WHERE ").append(offices.condition()).append(" AND c.satisfaction IS NOT NULL");
        List<Object> params = new ArrayList<>(List.of(Satisfaction.SATISFIED_FROM));
        params.addAll(offices.params());
        add(where, params, "o.path LIKE ? ESCAPE '!'", officePath == null ? null : OfficeFilter.prefix(officePath));
        add(where, params, "c.called_back_at >= ?", from);
        add(where, params, "c.called_back_at < ?", to);
        return store.queryOne("SELECT CAST(COUNT(*) AS BIGINT), CAST(COALESCE(SUM(CASE WHEN c.satisfaction >= ? THEN 1 ELSE 0 END), 0) AS BIGINT)"
                + " FROM desk_contact c JOIN codes_office o ON o.id = c.office_id" + where, params,
                row -> new Satisfaction(row.getLong(1), row.getLong(2))).orElseThrow();
    }

    private static void add(StringBuilder where, List<Object> params, String condition, Object value) {
        if (value != null) {
            where.append(" AND ").append(condition);
            params.add(value);
        }
    }

    /** Numbers of the open contacts of an office and those below, the most urgent first. */
    public List<String> openCaseNos(String officePath, int limit) {
        return store.query("SELECT c.case_no FROM desk_contact c JOIN codes_office o ON o.id = c.office_id WHERE c.closed_at IS NULL"
                + " AND o.path LIKE ? ESCAPE '!' ORDER BY COALESCE(c.due_at, c.opened_at), c.id FETCH FIRST ? ROWS ONLY",
                List.of(OfficeFilter.prefix(officePath), limit), row -> row.getString(1));
    }

    public int countOpen(String officePath) {
        return store.queryOne("SELECT COUNT(*) FROM desk_contact c JOIN codes_office o ON o.id = c.office_id WHERE c.closed_at IS NULL"
                + " AND o.path LIKE ? ESCAPE '!'", List.of(OfficeFilter.prefix(officePath)), row -> row.getInt(1)).orElseThrow();
    }

    /** Cases of contacts that have not ended, with an id above, in order. */
    public List<Long> openCasesAfter(long caseId, int limit) {
        return store.query("SELECT case_id FROM desk_contact WHERE closed_at IS NULL AND case_id > ? ORDER BY case_id"
                + " FETCH FIRST ? ROWS ONLY", List.of(caseId, limit), row -> row.getLong(1));
    }

    /** Follows the case. */
    public void follow(long caseId, Contact.State state, Instant dueAt, Instant closedAt, Long accountId) {
        store.update("UPDATE desk_contact SET state = ?, due_at = ?, closed_at = ?, account_id = COALESCE(account_id, ?) WHERE case_id = ?",
                Arrays.asList(state.name(), dueAt, closedAt, accountId, caseId));
    }

    /** Records a call-back. */
    public void told(long contactId, Contact.Told told) {
        store.insert("desk_call_back", List.of("id", "contact_id", "called_at", "called_by", "outcome", "satisfaction", "note"),
                List.<Object[]>of(new Object[] {numbering.nextId(), contactId, told.at(), told.by(), told.outcome().name(),
                    told.satisfaction(), told.note()}));
        if (told.satisfaction() != null) {
            store.update("UPDATE desk_contact SET satisfaction = ?, called_back_at = ? WHERE id = ?",
                    List.of(told.satisfaction(), told.at(), contactId));
        }
        if (told.outcome() == CallBack.Outcome.REOPEN) {
            store.update("UPDATE desk_contact SET reopened = reopened + 1 WHERE id = ?", List.of(contactId));
        }
    }

    public List<Contact.Told> callBacks(long contactId) {
        return store.query("SELECT called_at, called_by, outcome, satisfaction, note FROM desk_call_back WHERE contact_id = ? ORDER BY id"
                + " FETCH FIRST 200 ROWS ONLY", List.of(contactId), row -> new Contact.Told(row.getInstant(1), row.getString(2),
                        CallBack.Outcome.valueOf(row.getString(3)), row.getIntOrNull(4), row.getString(5)));
    }

    private static Held held(Row row, Instant now) {
        Instant due = row.getInstant(18);
        Instant closed = row.getInstant(21);
        Integer month = row.getIntOrNull(15);
        return new Held(new Contact(row.getLong(1), row.getLong(2), row.getString(3), row.getString(4), row.getString(5), row.getString(6),
                row.getLong(7), row.getLongOrNull(8), row.getString(9), row.getString(10), row.getString(11), row.getString(12),
                row.getString(13), row.getString(14), month == null ? null : new BillingMonth(month), row.getLongOrNull(16),
                Contact.State.valueOf(row.getString(17)), due, closed == null && due != null && due.isBefore(now), row.getString(19),
                row.getInstant(20), closed, row.getIntOrNull(22), row.getInstant(23), row.getInt(24), row.getString(25), List.of()),
                row.getString(26));
    }
}
