package org.karawatt.mart.internal.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.karawatt.decision.api.QuestionService.Question;
import org.karawatt.decision.api.QuestionService.QuestionDraft;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.Row;

/** Saved questions, in the operational database, so that they outlive the mart. Every method runs in the caller's unit of work. */
public final class QuestionStore {

    private static final String SELECT = "SELECT id, name, sql_text, shared, created_by, version FROM decision_question";
    private static final int MOST = 500;

    private final BulkStore store;

    public QuestionStore(BulkStore store) {
        this.store = store;
    }

    /** Those of a user and the shared ones, by name. */
    public List<Question> visible(String user) {
        return store.query(SELECT + " WHERE created_by = ? OR shared = 1 ORDER BY name, id FETCH FIRST ? ROWS ONLY", List.of(user, MOST),
                QuestionStore::map);
    }

    public Optional<Question> find(long id) {
        return store.queryOne(SELECT + " WHERE id = ?", List.of(id), QuestionStore::map);
    }

    /** Whether the user has another question of that name. */
    public boolean isTaken(String user, String name, long except) {
        return store.queryOne("SELECT COUNT(*) FROM decision_question WHERE created_by = ? AND name = ? AND id <> ?",
                List.of(user, name, except), row -> row.getLong(1)).orElseThrow() > 0;
    }

    public void insert(Question question, Instant at) {
        store.insert("decision_question", List.of("id", "name", "sql_text", "shared", "created_by", "created_at", "version"),
                List.<Object[]>of(new Object[] {question.id(), question.name(), question.sql(), question.shared() ? 1 : 0,
                    question.createdBy(), at, question.version()}));
    }

    /** @return whether the version was still the one that the caller has seen */
    public boolean update(long id, int version, QuestionDraft draft) {
        return store.update("UPDATE decision_question SET name = ?, sql_text = ?, shared = ?, version = version + 1"
                + " WHERE id = ? AND version = ?", List.of(draft.name(), draft.sql(), draft.shared() ? 1 : 0, id, version)) == 1;
    }

    public void remove(long id) {
        store.update("DELETE FROM decision_question WHERE id = ?", List.of(id));
    }

    private static Question map(Row row) {
        return new Question(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4) == 1, row.getString(5), row.getInt(6));
    }
}
