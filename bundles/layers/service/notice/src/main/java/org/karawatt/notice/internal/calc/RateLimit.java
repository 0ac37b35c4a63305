package org.karawatt.notice.internal.calc;

import java.time.Duration;
import java.time.Instant;

/** Lets at most so many through in a minute. Thread-safe. */
public final class RateLimit {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final int perMinute;
    private Instant since = Instant.MIN;
    private int taken;

    public RateLimit(int perMinute) {
        this.perMinute = perMinute;
    }

    /** How many of the wanted may go now; they count as gone. */
    public synchronized int take(Instant now, int wanted) {
        if (since.equals(Instant.MIN) || !now.isBefore(since.plus(WINDOW)) || now.isBefore(since)) {
            since = now;
            taken = 0;
        }
        int granted = Math.max(0, Math.min(wanted, perMinute - taken));
        taken += granted;
        return granted;
    }

    /** Gives back what was taken and not used. */
    public synchronized void giveBack(int unused) {
        taken = Math.max(0, taken - unused);
    }
}
