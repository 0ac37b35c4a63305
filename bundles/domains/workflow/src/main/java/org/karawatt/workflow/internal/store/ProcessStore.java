package org.karawatt.workflow.internal.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.Row;
import org.karawatt.workflow.api.ProcessInfo;
import org.karawatt.workflow.internal.calc.ProcessFile;

/** SQL on processes. Every method runs in the caller's unit of work. */
public final class ProcessStore {

    private static final String SELECT = "SELECT id, process_key, process_version, name_zh, name_en, origin, offered, deployed_at";
    private static final List<String> COLUMNS = List.of("id", "process_key", "process_version", "name_zh", "name_en", "engine_id", "origin",
            "content_hash", "content", "offered", "deployed_at");

    private final BulkStore store;
    private final Numbering numbering;

    public ProcessStore(BulkStore store, Numbering numbering) {
        this.store = store;
        this.numbering = numbering;
    }

    /** A stored version: what the engine knows it by, and its content. */
    public record Stored(ProcessInfo info, String engineId, String hash, byte[] content) {
    }

    /** The newest version of a process. */
    public Optional<Stored> newest(String key) {
        return store.query(SELECT + ", engine_id, content_hash, content FROM workflow_process WHERE process_key = ?"
                + " ORDER BY process_version DESC FETCH FIRST 1 ROWS ONLY", List.of(key), ProcessStore::stored).stream().findFirst();
    }

    public Optional<Stored> find(long id) {
        return store.queryOne(SELECT + ", engine_id, content_hash, content FROM workflow_process WHERE id = ?", List.of(id),
                ProcessStore::stored);
    }

    public Optional<Stored> version(String key, int version) {
        return store.queryOne(SELECT + ", engine_id, content_hash, content FROM workflow_process WHERE process_key = ?"
                + " AND process_version = ?", List.of(key, version), ProcessStore::stored);
    }

    public Optional<Stored> byEngineId(String engineId) {
        return store.queryOne(SELECT + ", engine_id, content_hash, content FROM workflow_process WHERE engine_id = ?", List.of(engineId),
                ProcessStore::stored);
    }

    /** All versions, by key and newest first. */
    public List<ProcessInfo> all() {
        return store.query(SELECT + " FROM workflow_process ORDER BY process_key, process_version DESC", List.of(),
                row -> info(row, null));
    }

    public long insert(ProcessFile file, int version, String engineId, String origin, Instant now) {
        long id = numbering.nextId();
        store.insert("workflow_process", COLUMNS, List.<Object[]>of(new Object[] {id, file.key(), version, file.nameZh(), file.nameEn(),
            engineId, origin, file.hash(), file.text(), true, now}));
        return id;
    }

    /** Only the newest version can be offered. */
    public void offer(String key, long id, String origin) {
        store.update("UPDATE workflow_process SET offered = (CASE WHEN id = ? THEN TRUE ELSE FALSE END) WHERE process_key = ?",
                List.of(id, key));
        store.update("UPDATE workflow_process SET origin = ? WHERE id = ?", List.of(origin, id));
    }

    /** What a bundle brought is not offered any more. */
    public int withdraw(String origin) {
        return store.update("UPDATE workflow_process SET offered = FALSE WHERE origin = ?", List.of(origin));
    }

    private static Stored stored(Row row) {
        String content = row.getString(11);
        return new Stored(info(row, content), row.getString(9), row.getString(10), content.getBytes(StandardCharsets.UTF_8));
    }

    private static ProcessInfo info(Row row, String definition) {
        return new ProcessInfo(row.getLong(1), row.getString(2), row.getInt(3), row.getString(4), row.getString(5), row.getString(6),
                row.getBoolean(7), row.getInstant(8), definition);
    }
}
