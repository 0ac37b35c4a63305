package org.karawatt.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads bring about. */
public final class Eventually {

    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private Eventually() {
    }

    /** Returns as soon as the condition holds; fails when it does not within the time. */
    public static void until(Duration atMost, BooleanSupplier condition) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("did not come true within " + atMost);
            }
            if (Thread.interrupted()) {
                throw new AssertionError("interrupted while waiting");
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    /** {@link #until(Duration, BooleanSupplier)} with ten seconds. */
    public static void until(BooleanSupplier condition) {
        until(Duration.ofSeconds(10), condition);
    }
}
