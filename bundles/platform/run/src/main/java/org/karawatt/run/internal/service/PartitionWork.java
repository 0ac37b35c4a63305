package org.karawatt.run.internal.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.StoreException;
import org.karawatt.run.api.RunErrors;
import org.karawatt.run.api.RunStatus;
import org.karawatt.run.internal.service.Handlers.Registered;
import org.karawatt.run.internal.store.Partition;
import org.karawatt.run.internal.store.RunRow;
import org.karawatt.run.internal.store.RunStore;
import org.karawatt.run.spi.Chunk;
import org.karawatt.run.spi.ChunkResult;
import org.karawatt.run.spi.ChunkResult.Parked;
import org.karawatt.run.spi.RunHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one worker does: claims partitions and works through them chunk by chunk. A chunk's results and its progress are one unit of
 * work, guarded by claim and position, so a chunk counts once whatever happens. A chunk that fails is halved until the item at
 * fault stands alone; that one is parked. Thread-safe; holds no state of a run.
 */
final class PartitionWork {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionWork.class);
    /** Waits before a chunk is tried again because something was not there: about six seconds in all. */
    private static final long[] WAITS_MILLIS = {200, 400, 800, 1600, 3200};
    /** Parked keys at most this far apart are retried in one chunk; what lies between is done and skipped by the handler. */
    private static final long RETRY_GAP = 64;

    private final UnitOfWork unit;
    private final RunStore store;
    private final Handlers handlers;
    private final BusinessClock clock;
    private final LongConsumer progress;
    private final int chunkSize;
    private final int failAfter;
    private final CountDownLatch closed;

    /**
     * @param progress told the id of a run after each committed chunk
     * @param failAfter items in a row that may fail before the run does
     * @param closed opened when the node stops
     */
    PartitionWork(UnitOfWork unit, RunStore store, Handlers handlers, BusinessClock clock, LongConsumer progress, int chunkSize,
            int failAfter, CountDownLatch closed) {
        this.unit = unit;
        this.store = store;
        this.handlers = handlers;
        this.clock = clock;
        this.progress = progress;
        this.chunkSize = Math.max(1, chunkSize);
        this.failAfter = Math.max(1, failAfter);
        this.closed = closed;
    }

    /** Works on partitions of the run until there is none or a reason to leave. */
    Outcome work(RunRow run, String worker, int workerNo) {
        while (true) {
            if (isClosed()) {
                return Outcome.CLOSED;
            }
            if (handlers.find(run.kind()).isEmpty()) {
                return Outcome.HANDLER_GONE;
            }
            if (unit.readOnly(() -> store.status(run.id())) != RunStatus.RUNNING) {
                return Outcome.NOT_RUNNING;
            }
            Optional<Partition> claimed = claim(run.id(), worker, workerNo);
            if (claimed.isEmpty()) {
                return Outcome.NO_WORK;
            }
            Outcome outcome;
            try {
                outcome = new PartitionRun(run, claimed.get(), worker).work();
            } finally {
                // a finished or lost partition is not ours any more, then this does nothing
                unit.required(() -> store.release(claimed.get().id(), worker));
            }
            if (outcome != null) {
                return outcome;
            }
        }
    }

    private Optional<Partition> claim(long runId, String worker, int workerNo) {
        List<Long> candidates = unit.readOnly(() -> store.candidates(runId));
        for (int i = 0; i < candidates.size(); i++) {
            // workers begin at different places so that they seldom want the same partition
            long id = candidates.get((i + workerNo) % candidates.size());
            Optional<Partition> claimed = unit.required(() -> store.claim(id, worker, clock.now()));
            if (claimed.isPresent()) {
                return claimed;
            }
        }
        return Optional.empty();
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** The way through one partition. */
    private final class PartitionRun {

        private final RunRow run;
        private final Partition partition;
        private final String worker;
        private long position;
        private int limit = chunkSize;
        /** Upper end of the range that is known to hold an item at fault; 0 when none is known. */
        private long suspectEnd;
        private long narrowEnd;
        private int failedInRow;
        private int waits;

        private PartitionRun(RunRow run, Partition partition, String worker) {
            this.run = run;
            this.partition = partition;
            this.worker = worker;
            this.position = partition.position();
        }

        /** @return null when the partition is done or was lost to another worker, so that the next one can be claimed */
        private Outcome work() {
            while (position < partition.toKey()) {
                if (isClosed()) {
                    return Outcome.CLOSED;
                }
                Optional<Registered> handler = handlers.find(run.kind());
                if (handler.isEmpty()) {
                    return Outcome.HANDLER_GONE;
                }
                try {
                    if (!step(handler.get())) {
                        return Outcome.NOT_RUNNING;
                    }
                    succeeded();
                } catch (KarawattException e) {
                    if (e.code() == RunErrors.LOST_CLAIM) {
                        LOG.info("run {}: {}", run.id(), e.getMessage());
                        return null;
                    }
                    Outcome outcome = failed(handler.get(), e);
                    if (outcome != null) {
                        return outcome;
                    }
                } catch (RuntimeException | StackOverflowError e) {
                    Outcome outcome = failed(handler.get(), e);
                    if (outcome != null) {
                        return outcome;
                    }
                }
                progress.accept(run.id());
            }
            return null;
        }

        /** One chunk in one unit of work; {@code false} when the run is to stop. */
        private boolean step(Registered handler) {
            // the handler is held until the commit, so that its bundle does not leave in between
            Long reached = handler.use(h -> new Long[] {unit.required(() -> {
                if (store.status(run.id()) != RunStatus.RUNNING) {
                    return null;
                }
                return partition.retry() ? retry(h) : go(h);
            })}).orElseThrow(() -> KarawattException.unavailable(RunErrors.HANDLER_GONE, run.kind()))[0];
            if (reached == null) {
                return false;
            }
            position = reached;
            return true;
        }

        private long go(RunHandler handler) {
            long end = chunkEnd();
            ChunkResult result = handler.work(new Chunk(run.id(), run.params(), position, end, limit));
            checkReach(result, position, end);
            Instant now = clock.now();
            store.park(run.id(), result.parked(), now);
            advance(result.lastKey(), result.done(), result.parked().size(), now);
            LOG.debug("run {}: a chunk of {} items took {} statements", run.id(), result.done() + result.parked().size(),
                    store.statements());
            return result.lastKey();
        }

        private long retry(RunHandler handler) {
            List<Long> keys = retryKeys();
            Instant now = clock.now();
            if (keys.isEmpty()) {
                advance(partition.toKey(), 0, 0, now);
                return partition.toKey();
            }
            long after = keys.get(0) - 1;
            long end = keys.get(keys.size() - 1);
            ChunkResult result = handler.work(new Chunk(run.id(), run.params(), after, end, Math.max(limit, keys.size())));
            checkReach(result, after, end);
            Set<Long> waiting = new HashSet<>(keys);
            Set<Long> stillParked = result.parked().stream().map(Parked::key).collect(Collectors.toSet());
            List<Long> resolved = keys.stream().filter(key -> key <= result.lastKey() && !stillParked.contains(key)).toList();
            List<Parked> fresh = result.parked().stream().filter(item -> !waiting.contains(item.key())).toList();
            store.parkAgain(run.id(), result.parked().stream().filter(item -> waiting.contains(item.key())).toList(), now);
            store.park(run.id(), fresh, now);
            store.resolve(run.id(), resolved, now);
            advance(result.lastKey(), resolved.size(), fresh.size(), now);
            return result.lastKey();
        }

        private List<Long> retryKeys() {
            List<Long> waiting = store.parkedKeys(run.id(), position, partition.toKey(), limit);
            int count = Math.min(1, waiting.size());
            while (count < waiting.size() && waiting.get(count) - waiting.get(count - 1) <= RETRY_GAP) {
                count++;
            }
            return waiting.subList(0, count);
        }

        private void advance(long to, long done, long parked, Instant now) {
            if (!store.advance(partition, worker, position, to, done, parked, now)) {
                throw KarawattException.conflict(RunErrors.LOST_CLAIM, partition.partNo());
            }
        }

        private void checkReach(ChunkResult result, long after, long end) {
            if (result.lastKey() <= after || result.lastKey() > end) {
                throw new IllegalStateException("handler " + run.kind() + " came to " + result.lastKey() + " in (" + after + ", " + end
                        + "]");
            }
        }

        private long chunkEnd() {
            long end = partition.chunkEnd(position);
            return narrowEnd > position ? Math.min(end, narrowEnd) : end;
        }

        private void succeeded() {
            failedInRow = 0;
            waits = 0;
            if (suspectEnd > position) {
                narrowEnd = position + Math.max(1, (suspectEnd - position) / 2);
            } else {
                found();
                limit = Math.min(chunkSize, limit * 2);
            }
        }

        private void found() {
            suspectEnd = 0;
            narrowEnd = 0;
        }

        /** @return a reason to leave the run, or null to go on from the position */
        private Outcome failed(Registered handler, Throwable failure) {
            if (isClosed()) {
                return Outcome.CLOSED;
            }
            if (handler.isGone()) {
                return Outcome.HANDLER_GONE;
            }
            if (isNotTheItemsFault(failure)) {
                return waitOrLeave(failure);
            }
            if (limit > 1) {
                LOG.debug("run {} partition {}: a chunk of {} after key {} failed and is halved", run.id(), partition.partNo(), limit,
                        position, failure);
                limit = limit / 2;
                return null;
            }
            if (partition.retry()) {
                long key = unit.readOnly(() -> store.parkedKeys(run.id(), position, partition.toKey(), 1)).get(0);
                return park(key, failure);
            }
            long end = chunkEnd();
            if (end - position > 1) {
                suspectEnd = end;
                narrowEnd = position + (end - position) / 2;
                return null;
            }
            return park(end, failure);
        }

        private Outcome park(long key, Throwable failure) {
            LOG.warn("run {}: item {} of kind {} fails and is parked", run.id(), key, run.kind(), failure);
            Parked item = failure instanceof KarawattException known
                    ? new Parked(key, String.valueOf(key), known.code(), known.args())
                    : new Parked(key, String.valueOf(key), RunErrors.CHUNK_FAILED, List.of(text(failure)));
            try {
                unit.required(() -> {
                    Instant now = clock.now();
                    if (partition.retry()) {
                        store.parkAgain(run.id(), List.of(item), now);
                    } else {
                        store.park(run.id(), List.of(item), now);
                    }
                    advance(key, 0, partition.retry() ? 0 : 1, now);
                });
            } catch (KarawattException e) {
                if (e.code() == RunErrors.LOST_CLAIM) {
                    position = partition.toKey();
                    return null;
                }
                throw e;
            }
            position = key;
            found();
            failedInRow++;
            return failedInRow < failAfter ? null : new Outcome(Outcome.Kind.FAILED,
                    RunErrors.CHUNK_FAILED.code() + ": " + RunErrors.CHUNK_FAILED.message(Locale.ENGLISH, text(failure)));
        }

        private Outcome waitOrLeave(Throwable failure) {
            if (waits == WAITS_MILLIS.length) {
                LOG.warn("run {} stops: {}", run.id(), text(failure), failure);
                return new Outcome(Outcome.Kind.UNAVAILABLE, text(failure));
            }
            try {
                if (closed.await(WAITS_MILLIS[waits++], TimeUnit.MILLISECONDS)) {
                    return Outcome.CLOSED;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Outcome.CLOSED;
            }
            return null;
        }
    }

    /** Connection lost, no resources, an admin's intervention, a lock that did not come, a module that is not there. */
    static boolean isNotTheItemsFault(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable next = failure; next != null && chain.size() < 16; next = next.getCause()) {
            chain.add(next);
        }
        return chain.stream().anyMatch(next -> next instanceof KarawattException known
                && known.kind() == KarawattException.Kind.UNAVAILABLE
                || next instanceof StoreException store && isStateOfServer(store.sqlState()));
    }

    private static boolean isStateOfServer(String state) {
        return state != null && (state.startsWith("08") || state.startsWith("40") || state.startsWith("53") || state.startsWith("57")
                || state.startsWith("58") || state.equals("55P03"));
    }

    static String text(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
