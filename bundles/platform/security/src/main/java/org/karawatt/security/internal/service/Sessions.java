package org.karawatt.security.internal.service;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.security.internal.store.SessionRow;
import org.karawatt.security.internal.store.SessionStore;

/**
 * Sessions with a small cache in front of their table. A cached row is asked again after a minute, so that a logout elsewhere is
 * noticed; the time of the last request is written at most once a minute. Thread-safe.
 */
final class Sessions {

    static final int MAX_CACHED = 10_000;
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration SWEEP = Duration.ofMinutes(10);

    private record Cached(SessionRow row, Instant readAt) {
    }

    private final Map<String, Cached> cache = new Bounded<>(MAX_CACHED);
    private final SessionStore store;
    private final UnitOfWork work;
    private final Duration idle;
    private final Duration longest;
    private final int perUser;
    private Instant sweptAt = Instant.MIN;
    private long drops;

    Sessions(SessionStore store, UnitOfWork work, Duration idle, Duration longest, int perUser) {
        this.store = store;
        this.work = work;
        this.idle = idle;
        this.longest = longest;
        this.perUser = perUser;
    }

    /** Stores a new session. Called inside the unit of work of the login. */
    SessionRow open(String tokenHash, String csrf, String user, Set<String> roles, Instant now) {
        if (timeToSweep(now)) {
            store.deleteExpired(now);
        }
        List<String> others = store.ofUser(user);
        others.stream().skip(Math.max(0, perUser - 1)).forEach(this::drop);
        SessionRow row = new SessionRow(tokenHash, user, roles, csrf, now, now, until(now, now));
        store.insert(row);
        return row;
    }

    /** The running session; prolonged when {@code touch} is set. */
    Optional<SessionRow> find(String tokenHash, Instant now, boolean touch) {
        Cached cached = cached(tokenHash);
        boolean fresh = cached != null && now.isBefore(cached.readAt().plus(FRESH));
        if (fresh && now.isBefore(cached.row().expiresAt())) {
            return Optional.of(cached.row());
        }
        long before = drops();
        Optional<SessionRow> found = work.required(() -> store.find(tokenHash)
                .filter(row -> now.isBefore(row.expiresAt()))
                .flatMap(row -> touch ? touched(row, now) : Optional.of(row)));
        if (found.isPresent() && touch) {
            cache(tokenHash, new Cached(found.get(), now), before);
        } else if (found.isEmpty()) {
            forget(tokenHash);
        }
        return found;
    }

    private Optional<SessionRow> touched(SessionRow row, Instant now) {
        if (now.isBefore(row.lastSeenAt().plus(FRESH))) {
            return Optional.of(row);
        }
        SessionRow seen = row.seen(now, until(row.createdAt(), now));
        return store.touch(seen) ? Optional.of(seen) : Optional.empty();
    }

    /** Ends a session. */
    void close(String tokenHash, Runnable alongside) {
        work.required(() -> {
            drop(tokenHash);
            alongside.run();
        });
        // once more after the commit: a request may have read the row between the two
        forget(tokenHash);
    }

    private void drop(String tokenHash) {
        forget(tokenHash);
        store.delete(tokenHash);
    }

    private Instant until(Instant created, Instant now) {
        Instant end = created.plus(longest);
        Instant slid = now.plus(idle);
        return slid.isBefore(end) ? slid : end;
    }

    private synchronized boolean timeToSweep(Instant now) {
        if (sweptAt.equals(Instant.MIN) || sweptAt.plus(SWEEP).isBefore(now)) {
            sweptAt = now;
            return true;
        }
        return false;
    }

    private synchronized Cached cached(String tokenHash) {
        return cache.get(tokenHash);
    }

    private synchronized long drops() {
        return drops;
    }

    /** Keeps what was read, unless a session has been dropped since: it may be this one. */
    private synchronized void cache(String tokenHash, Cached cached, long dropsBefore) {
        if (drops == dropsBefore) {
            cache.put(tokenHash, cached);
        }
    }

    private synchronized void forget(String tokenHash) {
        cache.remove(tokenHash);
        drops++;
    }
}
