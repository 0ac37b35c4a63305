package org.karawatt.notice.internal.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.notice.api.NoticeTemplate;
import org.karawatt.notice.api.TemplateDraft;
import org.karawatt.notice.internal.calc.TemplateFile;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.Row;

/** SQL on templates. Every method runs in the caller's unit of work. */
public final class TemplateStore {

    private static final String SELECT = "SELECT id, template_version, content, origin, offered, created_by, created_at FROM notice_template";
    private static final int MOST = 500;

    private final BulkStore store;
    private final Numbering numbering;

    public TemplateStore(BulkStore store, Numbering numbering) {
        this.store = store;
        this.numbering = numbering;
    }

    /** The newest offered version of each code. */
    public List<NoticeTemplate> inUse() {
        return store.query(SELECT + " t WHERE t.offered AND t.template_version = (SELECT MAX(n.template_version) FROM notice_template n"
                + " WHERE n.code = t.code AND n.offered) ORDER BY t.code FETCH FIRST " + MOST + " ROWS ONLY", List.of(), TemplateStore::template);
    }

    public Optional<NoticeTemplate> inUse(String code) {
        return store.query(SELECT + " WHERE code = ? AND offered ORDER BY template_version DESC FETCH FIRST 1 ROWS ONLY", List.of(code),
                TemplateStore::template).stream().findFirst();
    }

    public List<NoticeTemplate> versions(String code) {
        return store.query(SELECT + " WHERE code = ? ORDER BY template_version DESC FETCH FIRST " + MOST + " ROWS ONLY", List.of(code),
                TemplateStore::template);
    }

    public NoticeTemplate byId(long id) {
        return store.queryOne(SELECT + " WHERE id = ?", List.of(id), TemplateStore::template).orElseThrow();
    }

    /** The version that an origin has brought with this content. */
    public Optional<Long> same(String code, String origin, String hash) {
        return store.query("SELECT id FROM notice_template WHERE code = ? AND origin = ? AND content_hash = ? ORDER BY template_version DESC",
                List.of(code, origin, hash), row -> row.getLong(1)).stream().findFirst();
    }

    /** Adds a version that is offered. */
    public long insert(TemplateDraft draft, String content, String origin, String user, Instant now) {
        int version = store.queryOne("SELECT COALESCE(MAX(template_version), 0) FROM notice_template WHERE code = ?", List.of(draft.code()),
                row -> row.getInt(1)).orElse(0) + 1;
        long id = numbering.nextId();
        store.insert("notice_template", List.of("id", "code", "template_version", "origin", "content_hash", "content", "offered", "created_by",
                "created_at"), List.<Object[]>of(new Object[] {id, draft.code(), version, origin, TemplateFile.hash(content), content, true,
                    user, now}));
        return id;
    }

    public void offer(long id) {
        store.update("UPDATE notice_template SET offered = ? WHERE id = ?", List.of(true, id));
    }

    /** What an origin brought is not offered any more. */
    public int withdraw(String origin) {
        return store.update("UPDATE notice_template SET offered = ? WHERE origin = ? AND offered", List.of(false, origin));
    }

    private static NoticeTemplate template(Row row) {
        return new NoticeTemplate(row.getLong(1), row.getInt(2), TemplateFile.stored(row.getString(3)), row.getString(4), row.getBoolean(5),
                row.getString(6), row.getInstant(7));
    }
}
