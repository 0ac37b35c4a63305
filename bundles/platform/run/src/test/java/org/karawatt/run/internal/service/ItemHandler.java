package org.karawatt.run.internal.service;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.run.api.RunErrors;
import org.karawatt.run.spi.Chunk;
import org.karawatt.run.spi.ChunkResult;
import org.karawatt.run.spi.RunHandler;
import org.karawatt.testkit.TestDatabase;

/** A handler whose work is one row per item in a table of its own, so that double or lost work shows. */
final class ItemHandler implements RunHandler {

    private final BulkStore bulk;
    private final List<Long> keys;
    final Set<Long> failing = ConcurrentHashMap.newKeySet();
    final Set<Long> parking = ConcurrentHashMap.newKeySet();
    final AtomicInteger chunks = new AtomicInteger();
    final AtomicInteger finishes = new AtomicInteger();
    volatile Consumer<Chunk> beforeWork = chunk -> { };
    volatile Consumer<Chunk> afterWork = chunk -> { };
    volatile Runnable onFinish = () -> { };

    ItemHandler(TestDatabase db, List<Long> keys) {
        this.bulk = db.bulk();
        this.keys = keys;
    }

    static void table(TestDatabase db) {
        db.unitOfWork().required(() -> db.bulk().update("CREATE TABLE test_item (item_key BIGINT NOT NULL PRIMARY KEY, run_id BIGINT)",
                List.of()));
    }

    static long rows(TestDatabase db) {
        return db.unitOfWork().readOnly(() -> db.bulk().queryOne("SELECT COUNT(*) FROM test_item", List.of(), row -> row.getLong(1)))
                .orElseThrow();
    }

    @Override
    public String kind() {
        return "items";
    }

    @Override
    public String permission() {
        return "items.run";
    }

    @Override
    public String check(CallContext context, Map<String, String> params) {
        return params.getOrDefault("key", "all");
    }

    @Override
    public void plan(Map<String, String> params, ItemSink items) {
        keys.forEach(key -> items.item(key, 1 + key % 3));
    }

    @Override
    public ChunkResult work(Chunk chunk) {
        chunks.incrementAndGet();
        beforeWork.accept(chunk);
        List<Long> mine = keys.stream().filter(key -> key > chunk.afterKey() && key <= chunk.toKey()).limit(chunk.limit()).toList();
        Set<Long> done = new HashSet<>(bulk.query("SELECT item_key FROM test_item WHERE item_key > ? AND item_key <= ?",
                List.of(chunk.afterKey(), chunk.toKey()), row -> row.getLong(1)));
        List<ChunkResult.Parked> parked = new ArrayList<>();
        List<Object[]> rows = new ArrayList<>();
        for (long key : mine) {
            if (done.contains(key)) {
                continue;
            }
            if (failing.contains(key)) {
                throw new IllegalStateException("item " + key + " is broken");
            }
            if (parking.contains(key)) {
                parked.add(new ChunkResult.Parked(key, "no " + key, RunErrors.CHUNK_FAILED, List.of("not ready")));
            } else {
                rows.add(new Object[] {key, chunk.runId()});
            }
        }
        bulk.insert("test_item", List.of("item_key", "run_id"), rows);
        afterWork.accept(chunk);
        long last = mine.size() < chunk.limit() ? chunk.toKey() : mine.get(mine.size() - 1);
        return new ChunkResult(last, mine.size() - parked.size(), parked);
    }

    @Override
    public String finish(long runId, Map<String, String> params) {
        finishes.incrementAndGet();
        onFinish.run();
        return "{\"ok\":true}";
    }
}
