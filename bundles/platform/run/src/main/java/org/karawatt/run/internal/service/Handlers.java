package org.karawatt.run.internal.service;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.karawatt.run.spi.RunHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handlers that are there, by kind; of several the one with the highest rank. Whoever uses a handler holds a lock on it, so that
 * a stopping bundle waits until the chunk that it is working on has been committed. Thread-safe.
 */
final class Handlers {

    private static final Logger LOG = LoggerFactory.getLogger(Handlers.class);
    private static final long LEAVE_SECONDS = 20;

    private final List<Registered> handlers = new CopyOnWriteArrayList<>();

    /** A handler with its place in the order. */
    static final class Registered {
        private final Object reference;
        private final RunHandler handler;
        private final String kind;
        private final int rank;
        private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
        private volatile boolean gone;

        Registered(Object reference, RunHandler handler, int rank) {
            this.reference = reference;
            this.handler = handler;
            this.kind = handler.kind();
            this.rank = rank;
        }

        boolean isGone() {
            return gone;
        }

        String kind() {
            return kind;
        }

        /** Uses the handler, or returns empty when it has gone. */
        <T> Optional<T> use(Function<RunHandler, T> work) {
            use.readLock().lock();
            try {
                return gone ? Optional.empty() : Optional.of(work.apply(handler));
            } finally {
                use.readLock().unlock();
            }
        }
    }

    /** @param reference identifies the registration */
    Registered add(Object reference, RunHandler handler, int rank) {
        Registered added = new Registered(reference, handler, rank);
        handlers.add(added);
        return added;
    }

    /** Removes a handler and waits, within bounds, until nobody uses it. */
    void remove(Object reference) {
        for (Registered registered : handlers) {
            if (registered.reference.equals(reference)) {
                handlers.remove(registered);
                registered.gone = true;
                awaitUsers(registered);
            }
        }
    }

    private static void awaitUsers(Registered registered) {
        try {
            if (registered.use.writeLock().tryLock(LEAVE_SECONDS, TimeUnit.SECONDS)) {
                registered.use.writeLock().unlock();
            } else {
                LOG.warn("run handler {} leaves while it is still working; its chunk will be done again", registered.kind);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Optional<Registered> find(String kind) {
        return handlers.stream().filter(registered -> registered.kind.equals(kind)).max(Comparator.comparingInt(r -> r.rank));
    }
}
