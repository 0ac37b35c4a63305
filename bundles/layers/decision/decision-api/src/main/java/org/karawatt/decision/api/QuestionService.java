package org.karawatt.decision.api;

import java.io.OutputStream;
import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Free questions in SQL (自助查询). Only one SELECT, only over the views that {@link #views} lists, which show the caller's offices only;
 * no files, no network, no other functions than those of calculation; bounded in time, rows and size. Needs {@code decision.query}.
 * UNAVAILABLE while there is no mart. Thread-safe.
 */
@ProviderType
public interface QuestionService {

    /** Most rows of an answer. */
    int MAX_ROWS = 10_000;

    /** The views that can be asked, with their columns. */
    List<View> views(CallContext context);

    /** Answers a question; more rows than {@code limit} are left out, and the answer says so. */
    Answer run(CallContext context, String sql, int limit);

    /** Writes the answer as a file; more than a million rows are refused. The stream stays open. */
    void export(CallContext context, String sql, ExportFormat format, OutputStream out);

    /** Questions that the caller has saved, and those that others share, by name. */
    List<Question> questions(CallContext context);

    /** A saved question; unknown or not shared is NOT_FOUND. */
    Question question(CallContext context, long id);

    /** Saves a question; it must be an allowed one. */
    Question save(CallContext context, QuestionDraft draft);

    /** Changes a question of one's own; a stale version is a CONFLICT. */
    Question update(CallContext context, long id, int version, QuestionDraft draft);

    /** Removes a question of one's own. */
    void remove(CallContext context, long id);

    /** A view with its columns. */
    record View(String name, String textZh, String textEn, List<Column> columns) {

        public View {
            columns = List.copyOf(columns);
        }
    }

    /** A column with the type that the store gives it. */
    record Column(String name, String type) {
    }

    /**
     * An answer.
     *
     * @param rows values as text, numbers, truth values or null, by column
     * @param more whether rows were left out
     * @param millis how long it took
     */
    record Answer(List<Column> columns, List<List<Object>> rows, boolean more, long millis) {
    }

    /** A question to be saved. */
    record QuestionDraft(String name, String sql, boolean shared) {
    }

    /** A saved question. */
    record Question(long id, String name, String sql, boolean shared, String createdBy, int version) {
    }
}
