package org.karawatt.run.internal.service;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on partitions with a pool of threads of this server. At most one task per thread and run is queued. Threads are never
 * interrupted: an interrupt in the middle of a statement makes Derby close the database.
 */
final class LocalExecutor implements PartitionExecutor {

    private static final Logger LOG = LoggerFactory.getLogger(LocalExecutor.class);

    /** What the engine does for the executor. */
    interface Work {

        /** Brings a run to where partitions can be worked on; {@code false} when there is nothing to work on. */
        boolean prepare(long runId);

        /** Works on partitions until there is a reason to leave. */
        Outcome partitions(long runId, int workerNo);

        /** Called once after all workers have left. */
        void settle(long runId, Outcome outcome);
    }

    private final Work work;
    private final int threads;
    private final int stopSeconds;
    private final ExecutorService pool;
    private final ConcurrentMap<Long, Active> active = new ConcurrentHashMap<>();

    /** A run that this server works on. */
    private static final class Active {
        private final AtomicInteger workers = new AtomicInteger();
        private final AtomicReference<Outcome> outcome = new AtomicReference<>(Outcome.NO_WORK);
        private volatile boolean again;
    }

    LocalExecutor(Work work, int threads, int stopSeconds) {
        this.work = work;
        this.threads = threads;
        this.stopSeconds = stopSeconds;
        AtomicInteger number = new AtomicInteger();
        this.pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "karawatt-run-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void execute(long runId) {
        active.compute(runId, (id, run) -> {
            if (run != null) {
                run.again = true;
                return run;
            }
            return begin(id);
        });
    }

    private Active begin(long runId) {
        Active run = new Active();
        return submit(() -> lead(runId, run)) ? run : null;
    }

    private boolean submit(Runnable task) {
        try {
            pool.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            LOG.debug("this server is stopping, the run goes on at the next start");
            return false;
        }
    }

    private void lead(long runId, Active run) {
        boolean ready = false;
        try {
            ready = work.prepare(runId);
        } catch (RuntimeException | Error e) {
            LOG.error("run {} cannot be prepared", runId, e);
        }
        if (!ready) {
            settle(runId, run);
            return;
        }
        run.workers.set(threads);
        for (int i = 1; i < threads; i++) {
            int workerNo = i;
            if (!submit(() -> worker(runId, run, workerNo))) {
                run.workers.decrementAndGet();
            }
        }
        worker(runId, run, 0);
    }

    private void worker(long runId, Active run, int workerNo) {
        Outcome outcome;
        try {
            outcome = work.partitions(runId, workerNo);
        } catch (RuntimeException | Error e) {
            LOG.error("a worker of run {} has died", runId, e);
            outcome = new Outcome(Outcome.Kind.UNAVAILABLE, PartitionWork.text(e));
        }
        run.outcome.accumulateAndGet(outcome, LocalExecutor::graver);
        if (run.workers.decrementAndGet() == 0) {
            settle(runId, run);
        }
    }

    /** The outcome that says most about why the run does not go on. */
    private static Outcome graver(Outcome one, Outcome other) {
        return other.kind().ordinal() > one.kind().ordinal() ? other : one;
    }

    private void settle(long runId, Active run) {
        try {
            work.settle(runId, run.outcome.get());
        } catch (RuntimeException | Error e) {
            LOG.error("run {} cannot be settled; it goes on at the next start", runId, e);
        }
        active.compute(runId, (id, present) -> run.again ? begin(id) : null);
    }

    @Override
    public void close() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(stopSeconds, TimeUnit.SECONDS)) {
                LOG.warn("chunks were still being worked on after {} seconds; they will be done again", stopSeconds);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
