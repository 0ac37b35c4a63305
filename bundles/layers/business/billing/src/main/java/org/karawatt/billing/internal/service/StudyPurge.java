package org.karawatt.billing.internal.service;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.karawatt.billing.internal.store.StudyStore;
import org.karawatt.billing.internal.store.StudyStore.Header;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.run.api.RunService;
import org.karawatt.run.api.RunStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the studies beyond those that are kept, in units of a few thousand rows and on a thread of its own. An end of the server in
 * between leaves the rest to the next time. Studies that are at work are left alone; one that is stopped goes like every other when it
 * has become old. Thread-safe.
 */
final class StudyPurge implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StudyPurge.class);
    private static final Set<RunStatus> ENDED = Set.of(RunStatus.DONE, RunStatus.FAILED, RunStatus.STOPPED);
    private static final int BATCH = 5000;
    private static final int MOST = 500;

    private final UnitOfWork unit;
    private final RunService runs;
    private final StudyStore store;
    private final int keep;
    private final ExecutorService worker = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(1), task -> {
        Thread thread = new Thread(task, "karawatt-study-purge");
        thread.setDaemon(true);
        return thread;
    }, new ThreadPoolExecutor.DiscardPolicy());
    private volatile boolean closed;

    /** @param keep studies that are kept */
    StudyPurge(UnitOfWork unit, StudyStore store, RunService runs, int keep) {
        this.unit = unit;
        this.runs = runs;
        this.store = store;
        this.keep = Math.max(1, Math.min(MOST, keep));
    }

    /** Begins to remove and returns at once; while it is removing already, one more time is enough. */
    void begin() {
        if (!closed) {
            worker.execute(this::purge);
        }
    }

    @Override
    public void close() {
        closed = true;
        worker.shutdown();
        try {
            if (!worker.awaitTermination(20, TimeUnit.SECONDS)) {
                LOG.warn("the removal of old studies is still at its last rows");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Removes what is not to be kept. */
    void purge() {
        try {
            List<Header> studies = unit.readOnly(store::headers);
            for (Header study : studies.subList(Math.min(keep, studies.size()), studies.size())) {
                if (ENDED.contains(runs.run(CallContext.system(), study.runId()).status())) {
                    remove(study);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("old studies could not be removed; it is tried again with the next one", e);
        }
    }

    private void remove(Header study) {
        boolean more = true;
        while (more && !closed) {
            more = unit.required(() -> store.purge(study.runId(), BATCH));
        }
        if (!more) {
            LOG.info("study {} of {} is removed", study.runId(), study.month());
        }
    }
}
