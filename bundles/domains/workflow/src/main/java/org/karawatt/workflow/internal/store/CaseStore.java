package org.karawatt.workflow.internal.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.OfficeFilter;
import org.karawatt.persistence.store.Row;
import org.karawatt.workflow.api.Attachment;
import org.karawatt.workflow.api.CaseEvent;
import org.karawatt.workflow.api.CaseQuery;
import org.karawatt.workflow.api.CaseStatus;
import org.karawatt.workflow.api.Deadline;
import org.karawatt.workflow.api.WorkCase;
import org.karawatt.workflow.internal.calc.WorkingTime.Due;
import org.karawatt.workflow.internal.calc.WorkingTime.Pause;

/** SQL on cases and what belongs to them, but for tasks. Every method runs in the caller's unit of work. */
public final class CaseStore {

    static final String CASE = "SELECT c.id, c.case_no, p.process_key, p.process_version, p.name_zh, p.name_en, c.title, c.office_id,"
            + " c.account_id, c.channel, c.priority, c.status, c.opened_by, c.opened_at, c.limit_code, c.warn_at, c.due_at, c.watch,"
            + " c.closed_at, c.outcome, c.version, c.engine_id, p.id, o.path,"
            + " (SELECT COUNT(*) FROM workflow_parked k WHERE k.case_id = c.id AND k.resolved_at IS NULL)";
    static final String FROM = " FROM workflow_case c JOIN workflow_process p ON p.id = c.process_id"
            + " JOIN codes_office o ON o.id = c.office_id";

    private final BulkStore store;
    private final Numbering numbering;

    public CaseStore(BulkStore store, Numbering numbering) {
        this.store = store;
        this.numbering = numbering;
    }

    /** A case with what only we need of it. {@code engineId} is null while it is being opened. */
    public record Held(WorkCase workCase, String engineId, long processId, String officePath) {
    }

    public void insert(WorkCase c, long processId, Due due) {
        store.insert("workflow_case", List.of("id", "case_no", "process_id", "engine_id", "office_id", "account_id", "title", "channel",
                "priority", "status", "opened_by", "opened_at", "limit_code", "warn_at", "due_at", "watch", "waits_since", "closed_at",
                "outcome", "version"), List.<Object[]>of(new Object[] {c.id(), c.caseNo(), processId, null, c.officeId(), c.accountId(),
                    c.title(), c.channel(), c.priority(), c.status().name(), c.openedBy(), c.openedAt(),
                    c.deadline() == null ? null : c.deadline().limitCode(), due == null ? null : due.warnAt(),
                    due == null ? null : due.dueAt(), Watch.WAITING, null, null, null, 0}));
    }

    public void started(long id, String engineId) {
        store.update("UPDATE workflow_case SET engine_id = ? WHERE id = ?", List.of(engineId, id));
    }

    public Optional<Held> find(long id) {
        return store.queryOne(CASE + FROM + " WHERE c.id = ?", List.of(id), CaseStore::held);
    }

    public Optional<Held> byNumber(String caseNo) {
        return store.queryOne(CASE + FROM + " WHERE c.case_no = ?", List.of(caseNo), CaseStore::held);
    }

    public Optional<Held> byEngineId(String engineId) {
        return store.queryOne(CASE + FROM + " WHERE c.engine_id = ?", List.of(engineId), CaseStore::held);
    }

    /** Cases of a scope by their ids, at most a thousand. */
    public List<Held> find(Collection<Long> ids, OfficeScope scope) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        List<Object> params = new ArrayList<>(ids);
        params.addAll(offices.params());
        return ids.isEmpty() ? List.of() : store.query(CASE + FROM + " WHERE c.id IN (" + String.join(",", Collections.nCopies(ids.size(), "?"))
                + ") AND " + offices.condition(), params, CaseStore::held);
    }

    /** Cases that match, newest first. */
    public Page<WorkCase> find(CaseQuery query, String officePath, OfficeScope scope, Instant now, PageRequest page) {
        OfficeFilter offices = OfficeFilter.of(scope, "o.path");
        StringBuilder where = new StringBuilder(" WHERE ").append(offices.condition());
        List<Object> params = new ArrayList<>(offices.params());
        add(where, params, "p.process_key = ?", query.processKey());
        add(where, params, "c.status = ?", query.status() == null ? null : query.status().name());
        add(where, params, "c.account_id = ?", query.accountId());
        add(where, params, "o.path LIKE ? ESCAPE '!'", officePath == null ? null : OfficeFilter.prefix(officePath));
        if (query.overdue() != null) {
            add(where, params, query.overdue() ? "c.closed_at IS NULL AND c.due_at < ?"
                    : "(c.closed_at IS NOT NULL OR c.due_at IS NULL OR c.due_at >= ?)", now);
        }
        if (query.text() != null && !query.text().isBlank()) {
            where.append(" AND (c.case_no LIKE ? ESCAPE '!' OR c.title LIKE ? ESCAPE '!')");
            params.addAll(List.of(OfficeFilter.prefix(query.text()), OfficeFilter.part(query.text())));
        }
        long total = store.queryOne("SELECT CAST(COUNT(*) AS BIGINT)" + FROM + where, params, row -> row.getLong(1)).orElseThrow();
        params.addAll(List.of(page.offset(), page.limit()));
        return Page.of(store.query(CASE + FROM + where + " ORDER BY c.id DESC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY", params,
                row -> held(row).workCase()), page, total);
    }

    private static void add(StringBuilder where, List<Object> params, String condition, Object value) {
        if (value != null) {
            where.append(" AND ").append(condition);
            params.add(value);
        }
    }

    /** Changes the status of a case; {@code false} when somebody has changed it meanwhile. */
    public boolean status(WorkCase c, CaseStatus status) {
        return store.update("UPDATE workflow_case SET status = ?, version = version + 1 WHERE id = ? AND version = ?",
                List.of(status.name(), c.id(), c.version())) == 1;
    }

    /** Ends a case. */
    public void end(long id, CaseStatus status, String outcome, Instant now) {
        store.update("UPDATE workflow_case SET status = ?, outcome = ?, closed_at = ?, watch = ?, version = version + 1 WHERE id = ?",
                Arrays.asList(status.name(), outcome, now, Watch.OVER, id));
    }

    public void account(long id, long accountId) {
        store.update("UPDATE workflow_case SET account_id = ? WHERE id = ?", List.of(accountId, id));
    }

    /** A new deadline, watched anew. */
    public void due(long id, Due due) {
        store.update("UPDATE workflow_case SET warn_at = ?, due_at = ?, watch = ? WHERE id = ?",
                List.of(due.warnAt(), due.dueAt(), Watch.WAITING, id));
    }

    /** Records what has happened. */
    public void event(long caseId, Long taskId, String kind, Instant now, String by, String note) {
        store.insert("workflow_event", List.of("id", "case_id", "task_id", "kind", "happened_at", "happened_by", "note"),
                List.<Object[]>of(new Object[] {numbering.nextId(), caseId, taskId, kind, now, by, note}));
    }

    /** What has happened, oldest first, at most 2,000. */
    public List<CaseEvent> events(long caseId) {
        return store.query("SELECT id, case_id, task_id, kind, happened_at, happened_by, note FROM workflow_event WHERE case_id = ?"
                + " ORDER BY id FETCH FIRST 2000 ROWS ONLY", List.of(caseId), row -> new CaseEvent(row.getLong(1), row.getLong(2),
                        row.getLongOrNull(3), row.getString(4), row.getInstant(5), row.getString(6), row.getString(7)));
    }

    /** An automatic step that could not go on; {@code ledBy} is whoever led the case to it, null for the server. */
    public record Parked(long id, long caseId, String engineId, String stepKey, String handler, String code, String args, String ledBy) {
    }

    /** Parks a step, unless it is parked already. */
    public boolean park(long caseId, String engineId, String stepKey, String handler, String code, String args, String ledBy, Instant now) {
        boolean known = store.queryOne("SELECT CAST(COUNT(*) AS BIGINT) FROM workflow_parked WHERE engine_id = ? AND resolved_at IS NULL",
                List.of(engineId), row -> row.getLong(1)).orElseThrow() > 0;
        if (!known) {
            store.insert("workflow_parked", List.of("id", "case_id", "engine_id", "step_key", "handler", "code", "args", "led_by",
                    "parked_at", "resolved_at"), List.<Object[]>of(new Object[] {numbering.nextId(), caseId, engineId, stepKey, handler, code,
                        args, ledBy, now, null}));
        }
        return !known;
    }

    /** Another cause why a parked step does not go on; {@code false} when it is the one that is known. */
    public boolean cause(String engineId, String code, String args) {
        String known = store.queryOne("SELECT args FROM workflow_parked WHERE engine_id = ? AND resolved_at IS NULL", List.of(engineId),
                row -> row.getString(1)).orElse(args);
        return !known.equals(args) && store.update("UPDATE workflow_parked SET code = ?, args = ? WHERE engine_id = ?"
                + " AND resolved_at IS NULL", List.of(code, args, engineId)) > 0;
    }

    /** Steps that are parked: of a handler, or of a case, or of both. */
    public List<Parked> parked(long caseId, int limit) {
        return parked("case_id = ?", caseId, limit);
    }

    /** Parked steps of all cases with a higher id, lowest first. */
    public List<Parked> parkedAfter(long id, int limit) {
        return parked("id > ?", id, limit);
    }

    private List<Parked> parked(String condition, long value, int limit) {
        return store.query("SELECT id, case_id, engine_id, step_key, handler, code, args, led_by FROM workflow_parked WHERE resolved_at IS NULL"
                + " AND " + condition + " ORDER BY id FETCH FIRST ? ROWS ONLY", List.of(value, limit), row -> new Parked(row.getLong(1),
                        row.getLong(2), row.getString(3), row.getString(4), row.getString(5), row.getString(6), row.getString(7),
                        row.getString(8)));
    }

    /** A parked step has gone on, or will never. */
    public void unpark(String engineId, Instant now) {
        store.update("UPDATE workflow_parked SET resolved_at = ? WHERE engine_id = ? AND resolved_at IS NULL", List.of(now, engineId));
    }

    public void beginPause(long caseId, Long taskId, String kind, Instant now, String reason) {
        store.insert("workflow_pause", List.of("id", "case_id", "task_id", "kind", "from_at", "to_at", "reason"),
                List.<Object[]>of(new Object[] {numbering.nextId(), caseId, taskId, kind, now, null, reason}));
    }

    /** Ends the pauses of a kind; {@code taskId} null ends those of the case. */
    public int endPause(long caseId, Long taskId, String kind, Instant now) {
        return taskId == null
                ? store.update("UPDATE workflow_pause SET to_at = ? WHERE case_id = ? AND kind = ? AND to_at IS NULL",
                        List.of(now, caseId, kind))
                : store.update("UPDATE workflow_pause SET to_at = ? WHERE case_id = ? AND task_id = ? AND kind = ? AND to_at IS NULL",
                        List.of(now, caseId, taskId, kind));
    }

    public List<Pause> pauses(long caseId) {
        return store.query("SELECT from_at, to_at FROM workflow_pause WHERE case_id = ? ORDER BY from_at", List.of(caseId),
                row -> new Pause(row.getInstant(1), row.getInstant(2)));
    }

    public Attachment attach(long caseId, Long taskId, String fileName, String mediaType, byte[] content, String hash, String by,
            Instant now) {
        long id = numbering.nextId();
        store.insert("workflow_attachment", List.of("id", "case_id", "task_id", "file_name", "media_type", "size_bytes", "content_hash",
                "content", "added_by", "added_at"), List.<Object[]>of(new Object[] {id, caseId, taskId, fileName, mediaType,
                    content.length, hash, content, by, now}));
        return new Attachment(id, caseId, taskId, fileName, mediaType, content.length, by, now);
    }

    public List<Attachment> attachments(long caseId) {
        return store.query("SELECT id, case_id, task_id, file_name, media_type, size_bytes, added_by, added_at FROM workflow_attachment"
                + " WHERE case_id = ? ORDER BY id FETCH FIRST 200 ROWS ONLY", List.of(caseId), row -> new Attachment(row.getLong(1),
                        row.getLong(2), row.getLongOrNull(3), row.getString(4), row.getString(5), row.getInt(6), row.getString(7),
                        row.getInstant(8)));
    }

    public Optional<byte[]> content(long caseId, long attachmentId) {
        return store.queryOne("SELECT content FROM workflow_attachment WHERE id = ? AND case_id = ?", List.of(attachmentId, caseId),
                row -> row.getBytes(1));
    }

    static Held held(Row row) {
        Instant closed = row.getInstant(19);
        WorkCase workCase = new WorkCase(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4), row.getString(5),
                row.getString(6), row.getString(7), row.getLong(8), row.getLongOrNull(9), row.getString(10), row.getInt(11),
                CaseStatus.valueOf(row.getString(12)), row.getString(13), row.getInstant(14),
                deadline(row.getString(15), row.getInstant(16), row.getInstant(17), row.getInt(18), closed), row.getLong(25) > 0, closed,
                row.getString(20), row.getInt(21));
        return new Held(workCase, row.getString(22), row.getLong(23), row.getString(24));
    }

    /** How a deadline stands by its row; null when there is none. */
    static Deadline deadline(String limitCode, Instant warnAt, Instant dueAt, int watch, Instant endedAt) {
        if (dueAt == null) {
            return null;
        }
        Deadline.State state = endedAt != null ? endedAt.isAfter(dueAt) ? Deadline.State.MISSED : Deadline.State.MET
                : watch == Watch.ESCALATED ? Deadline.State.OVERDUE : watch == Watch.WARNED ? Deadline.State.DUE_SOON
                : Deadline.State.RUNNING;
        return new Deadline(limitCode, warnAt, dueAt, state);
    }
}
