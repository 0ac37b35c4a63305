package org.karawatt.rest.internal.publish;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An address at which a module answers, or has answered. Counts the requests inside, so that a module that goes can let them end.
 * Thread-safe.
 */
public final class Route {

    private final String address;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition empty = lock.newCondition();
    private boolean open;
    private long openings;
    private int inside;

    Route(String address) {
        this.address = address;
    }

    String address() {
        return address;
    }

    /** Lets a request in; null when the module is away. Each visit is closed once. */
    public Visit enter() {
        lock.lock();
        try {
            if (!open) {
                return null;
            }
            inside++;
            return new Visit(this, openings);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the address has been closed since it was opened for this time, even if it is open again. */
    boolean hasMovedSince(long opening) {
        lock.lock();
        try {
            return !open || openings != opening;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            if (--inside == 0) {
                empty.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isOpen() {
        lock.lock();
        try {
            return open;
        } finally {
            lock.unlock();
        }
    }

    void open() {
        lock.lock();
        try {
            open = true;
            openings++;
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody in any more and waits for those inside; false when some are still there when the time is over. */
    boolean close(long millis) {
        lock.lock();
        try {
            open = false;
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (inside > 0 && left > 0) {
                left = empty.awaitNanos(left);
            }
            return inside == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
