package org.karawatt.notice.internal.store;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.notice.api.Notice;
import org.karawatt.notice.api.NoticeAttachment;
import org.karawatt.notice.api.NoticeProof;
import org.karawatt.notice.api.NoticeQuery;
import org.karawatt.notice.api.NoticeReceipt;
import org.karawatt.notice.api.NoticeReport;
import org.karawatt.notice.api.NoticeReportQuery;
import org.karawatt.notice.api.NoticeStatus;
import org.karawatt.notice.api.ReceiptDraft;
import org.karawatt.notice.internal.calc.Days;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.InList;
import org.karawatt.persistence.store.OfficeFilter;
import org.karawatt.persistence.store.Row;

/** SQL on notices and their tries. Every method runs in the caller's unit of work. */
public final class MessageStore {

    private static final List<String> COLUMNS = List.of("id", "dedupe_key", "batch_id", "template_id", "kind", "account_id", "office_id",
            "channel", "language", "subject", "body", "html", "content_hash", "status", "attempts", "next_try_at", "created_by", "created_at",
            "finished_at");
    private static final String SELECT = "SELECT m.id, m.kind, m.account_id, m.channel, m.language, m.subject, m.status, m.attempts,"
            + " m.next_try_at, m.created_by, m.created_at, m.finished_at, m.sent_to, m.batch_id, m.cause";
    private static final String TABLES = " FROM notice_message m JOIN codes_office o ON o.id = m.office_id";
    private static final String FROM = TABLES + " WHERE ";

    private final BulkStore store;

    public MessageStore(BulkStore store) {
        this.store = store;
    }

    /** A notice to be stored. {@code finishedAt} is null while it waits. */
    public record Draft(long id, String dedupeKey, Long batchId, long templateId, String kind, long accountId, long officeId, String channel,
            String language, String subject, String text, String html, String hash, NoticeStatus status, Instant at, String user) {
    }

    /** A notice that is to be handed to its channel. */
    public record Due(long id, String kind, long accountId, String channel, String language, String subject, String text, String html,
            int attempts, Instant createdAt) {
    }

    /** What is kept besides the notice. */
    public record Content(String reference, String hash, String text, String html) {
    }

    /** Filter of a list; every part may be null. */
    public record Filter(Long accountId, String kind, String channel, NoticeStatus status, Long batchId, Instant from, Instant before,
            String cause) {

        public static Filter of(NoticeQuery query, Long accountId, ZoneId zone) {
            return new Filter(accountId, query.kind(), query.channel(), query.status(), query.batchId(),
                    Days.begin(query.from(), zone), Days.end(query.to(), zone), query.cause());
        }

        public static Filter of(NoticeReportQuery query, ZoneId zone) {
            return new Filter(null, query.kind(), query.channel(), null, query.batchId(), Days.begin(query.from(), zone),
                    Days.end(query.to(), zone), null);
        }
    }

    /** Notices of one template, channel and state; {@code batchId} is null for single notices and where batches do not count. */
    public record Count(Long batchId, String batchTitle, String kind, String channel, NoticeStatus status, long notices) {
    }

    public void insert(List<Draft> drafts) {
        store.insert("notice_message", COLUMNS, () -> drafts.stream().map(d -> new Object[] {d.id(), d.dedupeKey(), d.batchId(),
            d.templateId(), d.kind(), d.accountId(), d.officeId(), d.channel(), d.language(), d.subject(), d.text(), d.html(), d.hash(),
            d.status().name(), 0, d.at(), d.user(), d.at(), d.status() == NoticeStatus.WAITING ? null : d.at()}).iterator());
    }

    public void attach(long messageId, List<NoticeAttachment> attachments) {
        List<Object[]> rows = new ArrayList<>();
        for (NoticeAttachment each : attachments) {
            rows.add(new Object[] {messageId, rows.size(), each.fileName(), each.mediaType(), each.content()});
        }
        store.insert("notice_attachment", List.of("message_id", "seq", "file_name", "media_type", "content"), rows);
    }

    public List<NoticeAttachment> attachments(long messageId) {
        return store.query("SELECT file_name, media_type, content FROM notice_attachment WHERE message_id = ? ORDER BY seq",
                List.of(messageId), row -> new NoticeAttachment(row.getString(1), row.getString(2), row.getBytes(3)));
    }

    /** Notices by any channel whose key is this text and the channel. */
    public List<Notice> byKey(String start) {
        // LIKE only for the index: a longer reference such as A:B begins like A, but is another one
        return store.query(SELECT + FROM + "m.dedupe_key LIKE ? ESCAPE '!' AND m.dedupe_key = CAST(? AS VARCHAR(160)) || m.channel"
                + " ORDER BY m.id", List.of(OfficeFilter.prefix(start), start), MessageStore::notice);
    }

    /** Accounts among these that a batch has written to already. */
    public Set<Long> written(long batchId, Collection<Long> accountIds) {
        Set<Long> written = new HashSet<>();
        for (List<Long> part : InList.parts(new LinkedHashSet<>(accountIds))) {
            List<Object> params = new ArrayList<>(List.of(batchId));
            params.addAll(part);
            store.stream("SELECT account_id FROM notice_message WHERE batch_id = ? AND account_id IN " + InList.marks(part), params,
                    row -> written.add(row.getLong(1)));
        }
        return written;
    }

    public Page<Notice> find(OfficeScope scope, Filter filter, PageRequest page) {
        List<Object> params = new ArrayList<>();
        String where = where(scope, filter, params);
        long total = store.queryOne("SELECT COUNT(*)" + FROM + where, params, row -> row.getLong(1)).orElseThrow();
        List<Object> paged = new ArrayList<>(params);
        paged.add(page.offset());
        paged.add(page.limit());
        return Page.of(store.query(SELECT + FROM + where + " ORDER BY m.id DESC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY", paged,
                MessageStore::notice), page, total);
    }

    private static String where(OfficeScope scope, Filter filter, List<Object> params) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        StringBuilder where = new StringBuilder(offices.condition());
        params.addAll(offices.params());
        and(where, params, "m.account_id = ?", filter.accountId());
        and(where, params, "m.kind = ?", filter.kind());
        and(where, params, "m.channel = ?", filter.channel());
        and(where, params, "m.status = ?", filter.status() == null ? null : filter.status().name());
        and(where, params, "m.batch_id = ?", filter.batchId());
        and(where, params, "m.created_at >= ?", filter.from());
        and(where, params, "m.created_at < ?", filter.before());
        and(where, params, "m.cause = ?", filter.cause());
        return where.toString();
    }

    private static void and(StringBuilder where, List<Object> params, String condition, Object value) {
        if (value != null) {
            where.append(" AND ").append(condition);
            params.add(value);
        }
    }

    public Optional<Notice> find(OfficeScope scope, long id) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        return store.queryOne(SELECT + FROM + "m.id = ? AND " + offices.condition(), offices.after(List.of(id)), MessageStore::notice);
    }

    public Content content(long id) {
        return store.queryOne("SELECT channel_reference, content_hash, body, html FROM notice_message WHERE id = ?", List.of(id),
                row -> new Content(row.getString(1), row.getString(2), row.getString(3), row.getString(4))).orElseThrow();
    }

    public List<NoticeProof.Attempt> attempts(long id) {
        return store.query("SELECT attempt_no, tried_at, outcome, sent_to, detail FROM notice_attempt WHERE message_id = ?"
                + " ORDER BY attempt_no FETCH FIRST 500 ROWS ONLY", List.of(id), row -> new NoticeProof.Attempt(row.getInt(1), row.getInstant(2),
                        row.getString(3), row.getString(4), row.getString(5)));
    }

    /** Notices of a channel whose time has come and that no stopped batch holds back, the oldest first; they count as being sent. */
    public List<Due> claim(String channel, Instant now, Instant leaseUntil, int most) {
        List<Long> due = store.query("SELECT m.id FROM notice_message m LEFT JOIN notice_batch b ON b.id = m.batch_id WHERE m.status = 'WAITING'"
                + " AND m.channel = ? AND m.next_try_at <= ? AND (b.id IS NULL OR b.status IN ('RELEASED', 'DONE'))"
                + " ORDER BY m.next_try_at, m.id FETCH FIRST ? ROWS ONLY", List.of(channel, now, most), row -> row.getLong(1));
        List<Due> claimed = new ArrayList<>();
        for (long id : due) {
            // another server may have been faster
            if (store.update("UPDATE notice_message SET status = 'SENDING', attempts = attempts + 1, next_try_at = ?"
                    + " WHERE id = ? AND status = 'WAITING'", List.of(leaseUntil, id)) == 1) {
                claimed.add(store.queryOne("SELECT id, kind, account_id, channel, language, subject, body, html, attempts, created_at"
                        + " FROM notice_message WHERE id = ?", List.of(id), row -> new Due(row.getLong(1), row.getString(2), row.getLong(3),
                                row.getString(4), row.getString(5), row.getString(6), row.getString(7), row.getString(8), row.getInt(9),
                                row.getInstant(10))).orElseThrow());
            }
        }
        return claimed;
    }

    /** Notices whose sender has not come back within its time wait again; those that have been tried too often have failed. */
    public int giveBack(String channel, Instant now, int tries) {
        int failed = store.update("UPDATE notice_message SET status = 'FAILED', finished_at = ?, cause = ? WHERE channel = ?"
                + " AND status = 'SENDING' AND next_try_at < ? AND attempts >= ?", List.of(now, "the server ended while sending", channel, now,
                tries));
        return failed + store.update("UPDATE notice_message SET status = 'WAITING' WHERE channel = ? AND status = 'SENDING'"
                + " AND next_try_at < ?", List.of(channel, now));
    }

    /** Whether a claimed notice is still its claimer's, who has it until then now; otherwise another server has taken it over. */
    public boolean renew(Due due, Instant leaseUntil) {
        return store.update("UPDATE notice_message SET next_try_at = ? WHERE id = ? AND attempts = ? AND status = 'SENDING'",
                List.of(leaseUntil, due.id(), due.attempts())) == 1;
    }

    /**
     * Records the end of a try. One that somebody else has recorded meanwhile is left alone.
     *
     * @param status WAITING for another try
     */
    public void tried(Due due, Instant now, String outcome, String sentTo, String reference, String detail, NoticeStatus status,
            Instant nextTry) {
        List<Object> params = new ArrayList<>();
        params.add(status.name());
        params.add(nextTry);
        params.add(status == NoticeStatus.WAITING ? null : now);
        params.add(sentTo);
        params.add(reference);
        params.add(status == NoticeStatus.SENT ? null : detail);
        params.add(due.id());
        params.add(due.attempts());
        if (store.update("UPDATE notice_message SET status = ?, next_try_at = ?, finished_at = ?, sent_to = ?, channel_reference = ?, cause = ?"
                + " WHERE id = ? AND attempts = ? AND status = 'SENDING'", params) == 1) {
            int number = store.queryOne("SELECT COALESCE(MAX(attempt_no), 0) FROM notice_attempt WHERE message_id = ?", List.of(due.id()),
                    row -> row.getInt(1)).orElse(0) + 1;
            store.insert("notice_attempt", List.of("message_id", "attempt_no", "tried_at", "outcome", "sent_to", "detail"),
                    List.<Object[]>of(new Object[] {due.id(), number, now, outcome, sentTo, detail}));
        }
    }

    /** Whether a notice that has failed or come back waits again now. */
    public boolean again(long id, Instant now) {
        return store.update("UPDATE notice_message SET status = 'WAITING', attempts = 0, next_try_at = ?, finished_at = NULL WHERE id = ?"
                + " AND status IN ('FAILED', 'RETURNED')", List.of(now, id)) == 1;
    }

    /** Whether a receipt was recorded: of a notice that is sent. */
    public boolean receipt(long id, NoticeReceipt receipt) {
        if (store.update("UPDATE notice_message SET status = ? WHERE id = ? AND status = 'SENT'", List.of(receipt.outcome().name(), id)) == 0) {
            return false;
        }
        int number = store.queryOne("SELECT COALESCE(MAX(receipt_no), 0) FROM notice_receipt WHERE message_id = ?", List.of(id),
                row -> row.getInt(1)).orElse(0) + 1;
        store.insert("notice_receipt", List.of("message_id", "receipt_no", "outcome", "happened_at", "evidence", "detail", "recorded_by",
                "recorded_at"), List.<Object[]>of(new Object[] {id, number, receipt.outcome().name(), receipt.at(), receipt.evidence(),
                    receipt.detail(), receipt.recordedBy(), receipt.recordedAt()}));
        return true;
    }

    public List<NoticeReceipt> receipts(long id) {
        return store.query("SELECT outcome, happened_at, evidence, detail, recorded_by, recorded_at FROM notice_receipt WHERE message_id = ?"
                + " ORDER BY receipt_no FETCH FIRST 500 ROWS ONLY", List.of(id), row -> new NoticeReceipt(
                        ReceiptDraft.Outcome.valueOf(row.getString(1)), row.getInstant(2), row.getString(3), row.getString(4),
                        row.getString(5), row.getInstant(6)));
    }

    public long count(String channel, NoticeStatus status) {
        return store.queryOne("SELECT COUNT(*) FROM notice_message WHERE status = ? AND channel = ?", List.of(status.name(), channel),
                row -> row.getLong(1)).orElseThrow();
    }

    public Map<NoticeStatus, Long> ofBatch(long batchId) {
        Map<NoticeStatus, Long> counts = new EnumMap<>(NoticeStatus.class);
        store.query("SELECT status, COUNT(*) FROM notice_message WHERE batch_id = ? GROUP BY status", List.of(batchId),
                row -> counts.put(NoticeStatus.valueOf(row.getString(1)), row.getLong(2)));
        return counts;
    }

    /** Notices by template, channel and state, and by notice to many when asked for: the newest of these first. */
    public List<Count> counts(OfficeScope scope, Filter filter, boolean byBatch, int most) {
        List<Object> params = new ArrayList<>();
        String where = where(scope, filter, params);
        params.add(most);
        String batch = byBatch ? "m.batch_id, b.title, " : "";
        return store.query("SELECT " + batch + "m.kind, m.channel, m.status, COUNT(*)" + TABLES
                + (byBatch ? " LEFT JOIN notice_batch b ON b.id = m.batch_id" : "") + " WHERE " + where + " GROUP BY " + batch
                + "m.kind, m.channel, m.status ORDER BY " + (byBatch ? "m.batch_id DESC, " : "") + "m.kind, m.channel, m.status"
                + " FETCH FIRST ? ROWS ONLY", params, row -> count(row, byBatch));
    }

    private static Count count(Row row, boolean byBatch) {
        int at = byBatch ? 3 : 1;
        return new Count(byBatch ? row.getLongOrNull(1) : null, byBatch ? row.getString(2) : null, row.getString(at), row.getString(at + 1),
                NoticeStatus.valueOf(row.getString(at + 2)), row.getLong(at + 3));
    }

    /** Why notices have failed, the most frequent cause first. */
    public List<NoticeReport.Cause> causes(OfficeScope scope, Filter filter, int most) {
        List<Object> params = new ArrayList<>();
        String where = where(scope, filter, params);
        params.add(most);
        return store.query("SELECT m.channel, m.cause, COUNT(*)" + FROM + where + " AND m.status = 'FAILED' GROUP BY m.channel, m.cause"
                + " ORDER BY 3 DESC, 1, 2 FETCH FIRST ? ROWS ONLY", params,
                row -> new NoticeReport.Cause(row.getString(1), row.getString(2), row.getLong(3)));
    }

    private static Notice notice(Row row) {
        return new Notice(row.getLong(1), row.getString(2), row.getLong(3), null, row.getString(4), row.getString(5), row.getString(6),
                NoticeStatus.valueOf(row.getString(7)), row.getInt(8), row.getInstant(9), row.getString(10), row.getInstant(11),
                row.getInstant(12), row.getString(13), row.getLongOrNull(14), row.getString(15));
    }
}
