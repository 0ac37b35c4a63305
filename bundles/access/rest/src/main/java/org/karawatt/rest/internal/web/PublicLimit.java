package org.karawatt.rest.internal.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often an address may ask without a login: so many requests in each minute that begins with its first. Remembers the addresses that
 * have asked last, a bounded number of them. Thread-safe.
 */
final class PublicLimit {

    /** Requests a minute where nothing is configured. */
    static final int USUAL = 120;
    private static final int ADDRESSES = 10_000;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final int perMinute;
    private final LongSupplier nanos;
    private final Map<String, Minute> minutes = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Minute> eldest) {
            return size() > ADDRESSES;
        }
    };

    private record Minute(long began, int requests) {
    }

    /** @param nanos a clock that only runs forward, in nanoseconds */
    PublicLimit(int perMinute, LongSupplier nanos) {
        this.perMinute = Math.max(1, perMinute);
        this.nanos = nanos;
    }

    /** Counts a request; {@code false} when the address has had its share of this minute. */
    synchronized boolean admits(String address) {
        long now = nanos.getAsLong();
        Minute minute = minutes.get(address);
        if (minute == null || now - minute.began() >= MINUTE) {
            minutes.put(address, new Minute(now, 1));
            return true;
        }
        minutes.put(address, new Minute(minute.began(), Math.min(perMinute + 1, minute.requests() + 1)));
        return minute.requests() < perMinute;
    }
}
