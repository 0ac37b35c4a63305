package org.karawatt.persistence.internal.event;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that runs a task when it is told to, and now and then unasked for what a crash or another server has left. It is stopped by
 * a flag, not by an interrupt: Derby closes its files when a thread is interrupted inside it.
 */
public final class SignalledWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SignalledWorker.class);
    private static final long STOP_MILLIS = 15_000;
    private static final long PAUSE_AFTER_FAILURE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final long idleNanos;
    private final Runnable task;
    private final Thread thread;
    private boolean signalled = true;
    private boolean stopped;

    public SignalledWorker(String name, Duration idle, Runnable task) {
        this.idleNanos = idle.toNanos();
        this.task = task;
        this.thread = new Thread(this::loop, name);
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** Asks for a run; several requests before it begins are one. */
    public void signal() {
        lock.lock();
        try {
            signalled = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        while (await()) {
            try {
                task.run();
            } catch (RuntimeException e) {
                if (!isStopped()) {
                    LOG.warn("{} failed and will be tried again", thread.getName(), e);
                    pause();
                }
            }
        }
    }

    private boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    private boolean await() {
        lock.lock();
        try {
            long left = idleNanos;
            while (!stopped && !signalled && left > 0) {
                left = changed.awaitNanos(left);
            }
            signalled = false;
            return !stopped;
        } catch (InterruptedException e) {
            LOG.warn("{} was interrupted and ends", thread.getName());
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Waits without being woken by signals, so that a database that is down is not asked in a circle; then asks for a run. */
    private void pause() {
        lock.lock();
        try {
            long left = PAUSE_AFTER_FAILURE_NANOS;
            while (!stopped && left > 0) {
                left = changed.awaitNanos(left);
            }
            signalled = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
