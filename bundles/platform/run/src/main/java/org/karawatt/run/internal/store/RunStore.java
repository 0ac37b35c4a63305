package org.karawatt.run.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.Row;
import org.karawatt.run.api.ParkedItem;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunStatus;
import org.karawatt.run.internal.calc.PartitionPlanner.Planned;
import org.karawatt.run.spi.ChunkResult.Parked;

/** The tables of runs. Every method works inside the current unit of work. Thread-safe. */
public final class RunStore {

    private static final int MESSAGE_LENGTH = 1000;
    private static final int PARKED_MESSAGE_LENGTH = 500;
    private static final int LABEL_LENGTH = 80;
    private static final String RUN = """
            SELECT id, kind, run_key, params, status, requested_by, created_at, started_at, finished_at, items_total, message, result
            FROM run_run
            """;
    private static final String ROW = "SELECT id, kind, run_key, params, status, items_total, message FROM run_run ";

    private final BulkStore bulk;
    private final Numbering numbering;
    private final ObjectMapper json = new ObjectMapper();

    public RunStore(BulkStore bulk, Numbering numbering) {
        this.bulk = bulk;
        this.numbering = numbering;
    }

    /** Statements that the current unit of work has caused so far. */
    public long statements() {
        return bulk.statements();
    }

    /** The unfinished run of a kind and key. */
    public Optional<Long> unfinished(String kind, String key) {
        return bulk.queryOne("SELECT run_id FROM run_active WHERE kind = ? AND run_key = ?", List.of(kind, key), row -> row.getLong(1));
    }

    /** Adds a run in planning; a duplicate key when there is an unfinished one. */
    public long add(String kind, String key, Map<String, String> params, String user, Instant now) {
        long id = numbering.nextId();
        bulk.update("INSERT INTO run_run (id, kind, run_key, params, status, requested_by, created_at, version) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, 0)", List.of(id, kind, key, write(params), RunStatus.PLANNING.name(), user, now));
        bulk.update("INSERT INTO run_active (kind, run_key, run_id) VALUES (?, ?, ?)", List.of(kind, key, id));
        return id;
    }

    public Optional<Run> run(long id) {
        return counted(bulk.query(RUN + "WHERE id = ?", List.of(id), this::mapRun)).stream().findFirst();
    }

    /**
     * Adds the counts of done and parked items. They come in statements of their own: one that held a run's row while it waits for a
     * partition's would meet a planner or worker who wants them the other way round.
     */
    private List<Run> counted(List<Run> runs) {
        if (runs.isEmpty()) {
            return runs;
        }
        List<Long> ids = runs.stream().map(Run::id).toList();
        String in = "(" + String.join(", ", Collections.nCopies(ids.size(), "?")) + ")";
        Map<Long, Long> done = new HashMap<>();
        bulk.query("SELECT run_id, CAST(SUM(done) AS BIGINT) FROM run_partition WHERE run_id IN " + in + " GROUP BY run_id", ids,
                row -> done.put(row.getLong(1), row.getLong(2)));
        Map<Long, Long> parked = new HashMap<>();
        bulk.query("SELECT run_id, CAST(COUNT(*) AS BIGINT) FROM run_parked WHERE run_id IN " + in
                + " AND resolved_at IS NULL GROUP BY run_id", ids, row -> parked.put(row.getLong(1), row.getLong(2)));
        return runs.stream().map(r -> new Run(r.id(), r.kind(), r.key(), r.params(), r.status(), r.requestedBy(), r.createdAt(),
                r.startedAt(), r.finishedAt(), r.itemsTotal(), done.getOrDefault(r.id(), 0L), parked.getOrDefault(r.id(), 0L),
                r.message(), r.result())).toList();
    }

    public Optional<RunRow> row(long id) {
        return bulk.queryOne(ROW + "WHERE id = ?", List.of(id), this::mapRow);
    }

    /** Runs of a kind that have not ended and are not waiting for an operator, and stopped ones, oldest first. */
    public List<RunRow> open(String kind) {
        return bulk.query(ROW + "WHERE kind = ? AND status IN ('PLANNING', 'RUNNING', 'STOPPING', 'STOPPED') ORDER BY id",
                List.of(kind), this::mapRow);
    }

    public Page<Run> runs(String kind, PageRequest page) {
        String where = kind == null ? "" : " WHERE kind = ?";
        List<Object> params = new ArrayList<>(kind == null ? List.of() : List.of(kind));
        long total = bulk.queryOne("SELECT CAST(COUNT(*) AS BIGINT) FROM run_run" + where, params, row -> row.getLong(1)).orElseThrow();
        params.add(page.offset());
        params.add(page.limit());
        return Page.of(counted(bulk.query(RUN + where + " ORDER BY id DESC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY", params, this::mapRun)),
                page, total);
    }

    public Page<ParkedItem> parked(long runId, Locale locale, PageRequest page) {
        long total = bulk.queryOne("SELECT CAST(COUNT(*) AS BIGINT) FROM run_parked WHERE run_id = ?", List.of(runId),
                row -> row.getLong(1)).orElseThrow();
        boolean zh = Locale.CHINESE.getLanguage().equals(locale.getLanguage());
        List<ParkedItem> items = bulk.query("SELECT id, run_id, item_key, item_label, code, " + (zh ? "message_zh" : "message_en")
                + ", parked_at, resolved_at FROM run_parked WHERE run_id = ? ORDER BY item_key OFFSET ? ROWS FETCH NEXT ? ROWS ONLY",
                List.of(runId, page.offset(), page.limit()), row -> new ParkedItem(row.getLong(1), row.getLong(2), row.getLong(3),
                        row.getString(4), row.getString(5), row.getString(6), row.getInstant(7), row.getInstant(8)));
        return Page.of(items, page, total);
    }

    public RunStatus status(long runId) {
        return RunStatus.valueOf(bulk.queryOne("SELECT status FROM run_run WHERE id = ?", List.of(runId), row -> row.getString(1))
                .orElseThrow());
    }

    /** Changes the status if it is one of the expected ones. */
    public boolean move(long runId, List<RunStatus> from, RunStatus to, String message, Instant finishedAt) {
        List<Object> params = new ArrayList<>(Arrays.asList(to.name(), clip(message, MESSAGE_LENGTH), finishedAt, runId));
        from.forEach(status -> params.add(status.name()));
        return bulk.update("UPDATE run_run SET status = ?, message = ?, finished_at = ?, version = version + 1 WHERE id = ? AND status IN ("
                + String.join(", ", Collections.nCopies(from.size(), "?")) + ")", params) == 1;
    }

    /** Keeps the plan; {@code false} when the run is not in planning any more. */
    public boolean planned(long runId, List<Planned> partitions, long items, Instant now) {
        boolean mine = bulk.update("UPDATE run_run SET items_total = ?, started_at = ?, version = version + 1, "
                + "status = CASE WHEN status = 'PLANNING' THEN 'RUNNING' ELSE status END "
                + "WHERE id = ? AND items_total IS NULL AND status IN ('PLANNING', 'STOPPING')", List.of(items, now, runId)) == 1;
        if (mine) {
            addPartitions(runId, partitions, false, 0);
        }
        return mine;
    }

    /** Ends a run for good; {@code false} when it is not running any more. */
    public boolean done(long runId, String result, Instant now) {
        bulk.update("DELETE FROM run_active WHERE run_id = ?", List.of(runId));
        return bulk.update("UPDATE run_run SET status = 'DONE', message = NULL, result = ?, finished_at = ?, version = version + 1 "
                + "WHERE id = ? AND status = 'RUNNING'", Arrays.asList(result, now, runId)) == 1;
    }

    /** Makes partitions for the parked items of a run, in place of earlier ones that were not finished. */
    public void retryParked(long runId, List<Planned> partitions) {
        bulk.update("UPDATE run_partition SET status = 'DONE', claimed_by = NULL, version = version + 1 "
                + "WHERE run_id = ? AND retry = 1 AND status <> 'DONE'", List.of(runId));
        int last = bulk.queryOne("SELECT COALESCE(MAX(part_no), 0) FROM run_partition WHERE run_id = ?", List.of(runId),
                row -> row.getInt(1)).orElseThrow();
        addPartitions(runId, partitions, true, last);
    }

    private void addPartitions(long runId, List<Planned> partitions, boolean retry, int lastNo) {
        if (partitions.isEmpty()) {
            return;
        }
        long id = numbering.block(Numbering.ID, partitions.size());
        List<Object[]> rows = new ArrayList<>(partitions.size());
        for (Planned part : partitions) {
            rows.add(new Object[] {id++, runId, lastNo + part.partNo(), part.fromKey(), part.toKey(), part.weight(), part.items(),
                    part.fromKey(), 0L, 0L, "OPEN", retry ? 1 : 0,
                    part.cuts().stream().map(String::valueOf).collect(Collectors.joining(",")), 0});
        }
        bulk.insert("run_partition", List.of("id", "run_id", "part_no", "from_key", "to_key", "weight", "items", "position_key", "done",
                "parked", "status", "retry", "cuts", "version"), rows);
    }

    /** Ids of partitions that nobody works on, heaviest first. */
    public List<Long> candidates(long runId) {
        return bulk.query("SELECT id FROM run_partition WHERE run_id = ? AND status = 'OPEN' ORDER BY weight DESC, part_no "
                + "FETCH FIRST 16 ROWS ONLY", List.of(runId), row -> row.getLong(1));
    }

    /** Takes a partition; empty when another worker was faster. */
    public Optional<Partition> claim(long partitionId, String worker, Instant now) {
        int rows = bulk.update("UPDATE run_partition SET status = 'CLAIMED', claimed_by = ?, updated_at = ?, version = version + 1 "
                + "WHERE id = ? AND status = 'OPEN'", List.of(worker, now, partitionId));
        return rows == 0 ? Optional.empty() : bulk.queryOne("SELECT id, run_id, part_no, to_key, position_key, retry, cuts "
                + "FROM run_partition WHERE id = ?", List.of(partitionId), RunStore::mapPartition);
    }

    /** Moves a claimed partition on; {@code false} when the claim or the position is not what the worker believes. */
    public boolean advance(Partition partition, String worker, long from, long to, long done, long parked, Instant now) {
        boolean end = to >= partition.toKey();
        return bulk.update("UPDATE run_partition SET position_key = ?, done = done + ?, parked = parked + ?, status = ?, claimed_by = ?, "
                + "updated_at = ?, version = version + 1 WHERE id = ? AND status = 'CLAIMED' AND claimed_by = ? AND position_key = ?",
                Arrays.asList(to, done, parked, end ? "DONE" : "CLAIMED", end ? null : worker, now, partition.id(), worker, from)) == 1;
    }

    /** Gives a partition back. */
    public void release(long partitionId, String worker) {
        bulk.update("UPDATE run_partition SET status = 'OPEN', claimed_by = NULL, version = version + 1 "
                + "WHERE id = ? AND status = 'CLAIMED' AND claimed_by = ?", List.of(partitionId, worker));
    }

    /** Gives all partitions of a run back, whoever claimed them. */
    public void releaseRun(long runId) {
        bulk.update("UPDATE run_partition SET status = 'OPEN', claimed_by = NULL, version = version + 1 "
                + "WHERE run_id = ? AND status = 'CLAIMED'", List.of(runId));
    }

    /** Gives back what earlier lives of this node had claimed. */
    public int releaseNode(String nodePrefix, String lifePrefix) {
        return bulk.update("UPDATE run_partition SET status = 'OPEN', claimed_by = NULL, version = version + 1 WHERE status = 'CLAIMED' "
                + "AND SUBSTR(claimed_by, 1, " + nodePrefix.length() + ") = ? AND SUBSTR(claimed_by, 1, " + lifePrefix.length() + ") <> ?",
                List.of(nodePrefix, lifePrefix));
    }

    /** Partitions that are not done. */
    public long unfinishedPartitions(long runId) {
        return bulk.queryOne("SELECT CAST(COUNT(*) AS BIGINT) FROM run_partition WHERE run_id = ? AND status <> 'DONE'", List.of(runId),
                row -> row.getLong(1)).orElseThrow();
    }

    /** Keys of parked items that wait for a retry, in key order. */
    public List<Long> parkedKeys(long runId, long after, long to, int limit) {
        return bulk.query("SELECT item_key FROM run_parked WHERE run_id = ? AND item_key > ? AND item_key <= ? AND resolved_at IS NULL "
                + "ORDER BY item_key FETCH FIRST " + limit + " ROWS ONLY", List.of(runId, after, to), row -> row.getLong(1));
    }

    /** Hands over the keys of all parked items that wait for a retry, in key order. */
    public void parkedKeys(long runId, LongConsumer consumer) {
        bulk.stream("SELECT item_key FROM run_parked WHERE run_id = ? AND resolved_at IS NULL ORDER BY item_key", List.of(runId),
                row -> consumer.accept(row.getLong(1)));
    }

    /** Parks items. */
    public void park(long runId, List<Parked> items, Instant now) {
        if (items.isEmpty()) {
            return;
        }
        long id = numbering.block(Numbering.ID, items.size());
        List<Object[]> rows = new ArrayList<>(items.size());
        for (Parked item : items) {
            Object[] args = item.args().toArray();
            rows.add(new Object[] {id++, runId, item.key(), clip(item.label(), LABEL_LENGTH), item.code().code(),
                    clip(item.code().message(Locale.CHINESE, args), PARKED_MESSAGE_LENGTH),
                    clip(item.code().message(Locale.ENGLISH, args), PARKED_MESSAGE_LENGTH), now});
        }
        bulk.insert("run_parked", List.of("id", "run_id", "item_key", "item_label", "code", "message_zh", "message_en", "parked_at"), rows);
    }

    /** Keeps the new cause of items that were parked before. */
    public void parkAgain(long runId, List<Parked> items, Instant now) {
        if (items.isEmpty()) {
            return;
        }
        List<Object[]> rows = new ArrayList<>(items.size());
        for (Parked item : items) {
            Object[] args = item.args().toArray();
            rows.add(new Object[] {item.code().code(), clip(item.code().message(Locale.CHINESE, args), PARKED_MESSAGE_LENGTH),
                    clip(item.code().message(Locale.ENGLISH, args), PARKED_MESSAGE_LENGTH), now, runId, item.key()});
        }
        bulk.updateBatch("UPDATE run_parked SET code = ?, message_zh = ?, message_en = ?, parked_at = ? WHERE run_id = ? AND item_key = ?",
                rows);
    }

    /** Marks parked items as done. */
    public void resolve(long runId, List<Long> keys, Instant now) {
        if (!keys.isEmpty()) {
            bulk.updateBatch("UPDATE run_parked SET resolved_at = ? WHERE run_id = ? AND item_key = ?",
                    keys.stream().map(key -> new Object[] {now, runId, key}).toList());
        }
    }

    private static Partition mapPartition(Row row) {
        String cuts = row.getString(7);
        List<Long> keys = cuts == null || cuts.isEmpty() ? List.of() : Arrays.stream(cuts.split(",")).map(Long::valueOf).toList();
        return new Partition(row.getLong(1), row.getLong(2), row.getInt(3), row.getLong(4), row.getLong(5), row.getInt(6) == 1, keys);
    }

    private RunRow mapRow(Row row) {
        return new RunRow(row.getLong(1), row.getString(2), row.getString(3), read(row.getString(4)),
                RunStatus.valueOf(row.getString(5)), !row.isNull(6), row.getString(7));
    }

    private Run mapRun(Row row) {
        return new Run(row.getLong(1), row.getString(2), row.getString(3), read(row.getString(4)), RunStatus.valueOf(row.getString(5)),
                row.getString(6), row.getInstant(7), row.getInstant(8), row.getInstant(9), row.getLongOrNull(10), 0, 0,
                row.getString(11), row.getString(12));
    }

    private String write(Map<String, String> params) {
        try {
            return json.writeValueAsString(new TreeMap<>(params));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("run parameters", e);
        }
    }

    private Map<String, String> read(String text) {
        try {
            return text == null ? Map.of() : json.readValue(text, new TypeReference<Map<String, String>>() { });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("run parameters are not JSON: " + text, e);
        }
    }

    private static String clip(String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
