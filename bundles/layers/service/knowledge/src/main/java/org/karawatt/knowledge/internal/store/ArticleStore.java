package org.karawatt.knowledge.internal.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.knowledge.api.Article;
import org.karawatt.knowledge.api.ArticleDraft;
import org.karawatt.knowledge.api.ArticleQuery;
import org.karawatt.knowledge.api.Topic;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.OfficeFilter;
import org.karawatt.persistence.store.Row;

/** SQL on articles and their versions. Every method runs in the caller's unit of work. */
public final class ArticleStore {

    private static final String HEAD = "SELECT a.code, v.version_no, v.topic, v.open_to_all, v.status, v.title_zh, v.title_en, v.source,"
            + " a.origin, v.drafted_by, v.drafted_at, v.submitted_by, v.decided_by, v.decided_at, v.note, v.valid_from, v.valid_to, v.version";
    private static final String FULL = HEAD + ", v.body_zh, v.body_en";
    private static final String FROM = " FROM knowledge_version v JOIN knowledge_article a ON a.id = v.article_id";
    private static final String IN_FORCE = " v.status = 'PUBLISHED' AND v.valid_from <= ? AND (v.valid_to IS NULL OR v.valid_to > ?)";

    private final BulkStore store;
    private final Numbering numbering;

    public ArticleStore(BulkStore store, Numbering numbering) {
        this.store = store;
        this.numbering = numbering;
    }

    /** The row of an article, without its versions. */
    public record Head(long id, String origin) {
    }

    public Optional<Head> head(String code) {
        return store.queryOne("SELECT id, origin FROM knowledge_article WHERE code = ?", List.of(code),
                row -> new Head(row.getLong(1), row.getString(2)));
    }

    public int count() {
        return store.queryOne("SELECT COUNT(*) FROM knowledge_article", List.of(), row -> row.getInt(1)).orElseThrow();
    }

    public long insert(String code, String origin) {
        long id = numbering.nextId();
        store.insert("knowledge_article", List.of("id", "code", "origin", "version"),
                List.<Object[]>of(new Object[] {id, code, origin, 0}));
        return id;
    }

    public void insertVersion(long articleId, int versionNo, ArticleDraft draft, String hash, String by, Instant now) {
        store.insert("knowledge_version", List.of("id", "article_id", "version_no", "topic", "open_to_all", "status", "title_zh",
                "title_en", "body_zh", "body_en", "source", "content_hash", "drafted_by", "drafted_at", "version"),
                List.<Object[]>of(new Object[] {numbering.nextId(), articleId, versionNo, draft.topic().name(), draft.openToAll(),
                    Article.Status.DRAFT.name(), draft.titleZh(), draft.titleEn(), draft.bodyZh(), draft.bodyEn(), draft.source(), hash, by,
                    now, 0}));
    }

    public boolean change(Article draft, ArticleDraft to, String hash, String by, Instant now) {
        return store.update("UPDATE knowledge_version SET topic = ?, open_to_all = ?, title_zh = ?, title_en = ?, body_zh = ?, body_en = ?,"
                + " source = ?, content_hash = ?, drafted_by = ?, drafted_at = ?, version = version + 1"
                + " WHERE version_no = ? AND version = ? AND article_id = (SELECT id FROM knowledge_article WHERE code = ?)",
                Arrays.asList(to.topic().name(), to.openToAll(), to.titleZh(), to.titleEn(), to.bodyZh(), to.bodyEn(), to.source(), hash,
                    by, now, draft.versionNo(), draft.version(), draft.code())) == 1;
    }

    public boolean submitted(Article draft, String by) {
        return store.update("UPDATE knowledge_version SET status = 'REVIEW', submitted_by = ?, note = NULL, version = version + 1"
                + " WHERE version_no = ? AND version = ? AND article_id = (SELECT id FROM knowledge_article WHERE code = ?)",
                List.of(by, draft.versionNo(), draft.version(), draft.code())) == 1;
    }

    /** Decides about a version; {@code false} when somebody has changed it meanwhile. */
    public boolean decided(Article version, Article.Status status, String by, Instant now, String note, LocalDate from, LocalDate to) {
        return store.update("UPDATE knowledge_version SET status = ?, decided_by = ?, decided_at = ?, note = ?, valid_from = ?, valid_to = ?,"
                + " version = version + 1 WHERE version_no = ? AND version = ?"
                + " AND article_id = (SELECT id FROM knowledge_article WHERE code = ?)", Arrays.asList(status.name(), by, now, note, from, to,
                    version.versionNo(), version.version(), version.code())) == 1;
    }

    /** Ends published versions of an article that are valid on the day. */
    public void endBefore(String code, LocalDate day) {
        store.update("UPDATE knowledge_version SET valid_to = ?, version = version + 1 WHERE status = 'PUBLISHED' AND valid_from < ?"
                + " AND (valid_to IS NULL OR valid_to > ?) AND article_id = (SELECT id FROM knowledge_article WHERE code = ?)",
                List.of(day, day, day, code));
    }

    /** All versions, newest first, with bodies. */
    public List<Article> versions(String code) {
        return store.query(FULL + FROM + " WHERE a.code = ? ORDER BY v.version_no DESC FETCH FIRST 500 ROWS ONLY", List.of(code),
                row -> article(row, true));
    }

    /** Hash of the newest version's content. */
    public Optional<String> newestHash(String code) {
        return store.query("SELECT v.content_hash" + FROM + " WHERE a.code = ? ORDER BY v.version_no DESC FETCH FIRST 1 ROWS ONLY",
                List.of(code), row -> row.getString(1)).stream().findFirst();
    }

    /** Newest versions of the articles that match, by code. */
    public Page<Article> find(ArticleQuery query, PageRequest page) {
        StringBuilder where = new StringBuilder(
                " WHERE v.version_no = (SELECT MAX(n.version_no) FROM knowledge_version n WHERE n.article_id = a.id)");
        List<Object> params = new ArrayList<>();
        if (query.topic() != null) {
            where.append(" AND v.topic = ?");
            params.add(query.topic().name());
        }
        if (query.status() != null) {
            where.append(" AND v.status = ?");
            params.add(query.status().name());
        }
        if (query.text() != null && !query.text().isBlank()) {
            where.append(" AND (a.code LIKE ? ESCAPE '!' OR v.title_zh LIKE ? ESCAPE '!' OR LOWER(v.title_en) LIKE LOWER(?) ESCAPE '!')");
            params.addAll(List.of(OfficeFilter.prefix(query.text()), OfficeFilter.part(query.text()), OfficeFilter.part(query.text())));
        }
        return page(HEAD, where + " ORDER BY a.code", params, page);
    }

    /** What is in force on a day, by topic and code. */
    public Page<Article> inForce(LocalDate day, Topic topic, boolean openOnly, PageRequest page) {
        List<Object> params = new ArrayList<>(List.of(day, day));
        String where = " WHERE" + IN_FORCE + (openOnly ? " AND v.open_to_all = TRUE" : "") + (topic == null ? "" : " AND v.topic = ?");
        if (topic != null) {
            params.add(topic.name());
        }
        return page(HEAD, where + " ORDER BY v.topic, a.code", params, page);
    }

    private Page<Article> page(String select, String rest, List<Object> params, PageRequest page) {
        String counted = rest.substring(0, rest.lastIndexOf(" ORDER BY"));
        long total = store.queryOne("SELECT CAST(COUNT(*) AS BIGINT)" + FROM + counted, params, row -> row.getLong(1)).orElseThrow();
        List<Object> all = new ArrayList<>(params);
        all.addAll(List.of(page.offset(), page.limit()));
        return Page.of(store.query(select + FROM + rest + " OFFSET ? ROWS FETCH NEXT ? ROWS ONLY", all, row -> article(row, false)), page,
                total);
    }

    public Optional<Article> inForce(String code, LocalDate day) {
        return store.query(FULL + FROM + " WHERE" + IN_FORCE + " AND a.code = ? ORDER BY v.version_no DESC FETCH FIRST 1 ROWS ONLY",
                List.of(day, day, code), row -> article(row, true)).stream().findFirst();
    }

    /** Everything published that is valid on a day or later, with bodies, at most so many; for the index. */
    public List<Article> published(LocalDate day, int limit) {
        return store.query(FULL + FROM + " WHERE v.status = 'PUBLISHED' AND (v.valid_to IS NULL OR v.valid_to > ?) ORDER BY v.id"
                + " FETCH FIRST ? ROWS ONLY", List.of(day, limit), row -> article(row, true));
    }


    public void origin(String code, String origin) {
        store.update("UPDATE knowledge_article SET origin = ? WHERE code = ?", List.of(origin, code));
    }

    private static Article article(Row row, boolean full) {
        return new Article(row.getString(1), row.getInt(2), Topic.valueOf(row.getString(3)), row.getBoolean(4),
                Article.Status.valueOf(row.getString(5)), row.getString(6), row.getString(7), full ? row.getString(19) : null,
                full ? row.getString(20) : null, row.getString(8), row.getString(9), row.getString(10), row.getInstant(11),
                row.getString(12), row.getString(13), row.getInstant(14), row.getString(15), row.getLocalDate(16), row.getLocalDate(17),
                row.getInt(18));
    }
}
