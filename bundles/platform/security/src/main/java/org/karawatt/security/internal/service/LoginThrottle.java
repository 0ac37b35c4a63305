package org.karawatt.security.internal.service;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Slows down guessing. After a number of failures each further attempt of that user, or from that address, must wait; the wait
 * doubles with each failure. Failures are forgotten after a quiet while. Bounded in memory. Thread-safe.
 */
final class LoginThrottle {

    static final int MAX_KEYS = 20_000;
    private static final Duration FORGET = Duration.ofMinutes(15);

    private record Failures(int count, Instant last) {
    }

    private final Map<String, Failures> failures = new Bounded<>(MAX_KEYS);
    private final int freeForUser;
    private final int freeForAddress;
    private final Duration longest;

    LoginThrottle(int freeForUser, int freeForAddress, Duration longest) {
        this.freeForUser = freeForUser;
        this.freeForAddress = freeForAddress;
        this.longest = longest;
    }

    /** How long this attempt must still wait; zero when it may be looked at now. */
    synchronized Duration toWait(String user, String address, Instant now) {
        Duration forUser = toWait(userKey(user), freeForUser, now);
        Duration forAddress = toWait(addressKey(address), freeForAddress, now);
        return forUser.compareTo(forAddress) > 0 ? forUser : forAddress;
    }

    synchronized void failed(String user, String address, Instant now) {
        count(userKey(user), now);
        count(addressKey(address), now);
    }

    /** Forgets the failures of the user. Those of the address stay: one good account must not buy guesses at the others. */
    synchronized void succeeded(String user) {
        failures.remove(userKey(user));
    }

    private Duration toWait(String key, int free, Instant now) {
        Failures past = failures.get(key);
        if (past == null || past.count() < free || past.last().plus(FORGET).isBefore(now)) {
            return Duration.ZERO;
        }
        Duration wait = Duration.ofSeconds(1L << Math.min(30, past.count() - free));
        wait = wait.compareTo(longest) > 0 ? longest : wait;
        Duration left = Duration.between(now, past.last().plus(wait));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void count(String key, Instant now) {
        Failures past = failures.get(key);
        int before = past == null || past.last().plus(FORGET).isBefore(now) ? 0 : past.count();
        failures.put(key, new Failures(before + 1, now));
    }

    private static String userKey(String user) {
        return "u " + user;
    }

    private static String addressKey(String address) {
        return "a " + address;
    }
}
