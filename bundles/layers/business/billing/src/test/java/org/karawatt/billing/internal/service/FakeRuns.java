package org.karawatt.billing.internal.service;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.run.api.ParkedItem;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunErrors;
import org.karawatt.run.api.RunService;
import org.karawatt.run.api.RunStatus;
import org.karawatt.run.spi.Chunk;
import org.karawatt.run.spi.ChunkResult;
import org.karawatt.run.spi.RunHandler;
import org.karawatt.testkit.TestDatabase;

/** Runs of one handler, done at once on the caller's thread, a few items at a time. */
final class FakeRuns implements RunService {

    private static final int CHUNK = 7;

    private final TestDatabase db;
    private final RunHandler handler;
    private final Map<Long, Run> runs = new TreeMap<>();
    /** Chunks after which a run stops; it goes on when it is resumed. */
    int stopAfter = Integer.MAX_VALUE;
    /** Whether a run that is started is left before it is planned. */
    boolean idle;
    private final Map<Long, Long> positions = new TreeMap<>();
    private final Map<Long, NavigableSet<Long>> items = new TreeMap<>();

    FakeRuns(TestDatabase db, RunHandler handler) {
        this.db = db;
        this.handler = handler;
    }

    @Override
    public Run start(CallContext context, String kind, Map<String, String> params) {
        context.require(handler.permission());
        String key = db.unitOfWork().readOnly(() -> handler.check(context, params));
        long id = db.unitOfWork().required(() -> db.numbering().nextId());
        if (idle) {
            runs.put(id, new Run(id, kind, key, params, RunStatus.PLANNING, context.user(), Instant.EPOCH, null, null, null, 0, 0, null, null));
            return runs.get(id);
        }
        NavigableSet<Long> planned = new TreeSet<>();
        db.unitOfWork().required(() -> handler.plan(id, params, (item, weight) -> planned.add(item)));
        items.put(id, planned);
        positions.put(id, planned.isEmpty() ? 0 : planned.first() - 1);
        runs.put(id, new Run(id, kind, key, params, RunStatus.RUNNING, context.user(), Instant.EPOCH, Instant.EPOCH, null,
                (long) planned.size(), 0, 0, null, null));
        return work(id);
    }

    private Run work(long id) {
        NavigableSet<Long> planned = items.get(id);
        Map<String, String> params = runs.get(id).params();
        int chunks = 0;
        long done = 0;
        while (!planned.isEmpty() && positions.get(id) < planned.last()) {
            if (chunks++ == stopAfter) {
                return put(id, RunStatus.STOPPED, done, null);
            }
            ChunkResult result = db.unitOfWork().required(() -> handler.work(new Chunk(id, params, positions.get(id), planned.last(), CHUNK)));
            done += result.done();
            positions.put(id, result.lastKey());
        }
        return put(id, RunStatus.DONE, done, db.unitOfWork().required(() -> handler.finish(id, params)));
    }

    private Run put(long id, RunStatus status, long done, String result) {
        Run run = runs.get(id);
        runs.put(id, new Run(id, run.kind(), run.key(), run.params(), status, run.requestedBy(), run.createdAt(), run.startedAt(), null,
                run.itemsTotal(), run.itemsDone() + done, 0, null, result));
        return runs.get(id);
    }

    @Override
    public Run stop(CallContext context, long runId) {
        throw new UnsupportedOperationException();
    }

    /** Goes on with the work, from the beginning, as a run does whose last progress was lost. */
    @Override
    public Run resume(CallContext context, long runId) {
        positions.put(runId, items.get(runId).first() - 1);
        put(runId, RunStatus.RUNNING, -runs.get(runId).itemsDone(), null);
        return work(runId);
    }

    @Override
    public Run run(CallContext context, long runId) {
        if (!runs.containsKey(runId)) {
            throw KarawattException.notFound(RunErrors.RUN_UNKNOWN, runId);
        }
        return runs.get(runId);
    }

    @Override
    public Page<Run> runs(CallContext context, String kind, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<ParkedItem> parked(CallContext context, long runId, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Run await(CallContext context, long runId, Duration atMost) {
        throw new UnsupportedOperationException();
    }
}
