package org.karawatt.portal.internal.service;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.portal.api.PortalCaller;
import org.karawatt.portal.api.PortalSession;
import org.karawatt.portal.api.PortalVisitor;
import org.karawatt.portal.internal.config.PortalConfig;
import org.karawatt.portal.internal.store.LoginStore;
import org.karawatt.portal.internal.store.SessionStore;
import org.karawatt.portal.internal.store.SessionStore.Stored;

/** Sessions of customers. Every method runs inside a unit of work. Thread-safe. */
final class Sessions {

    /** The time of the last request is written at most this often. */
    private static final Duration TOUCH = Duration.ofMinutes(1);

    private final SessionStore sessions;
    private final Secrets secrets = new Secrets();
    private final Duration idle;
    private final Duration longest;
    private final int most;

    Sessions(BulkStore store, PortalConfig config) {
        this.sessions = new SessionStore(store);
        this.idle = Duration.ofMinutes(Math.max(1, config.session_idle_minutes()));
        this.longest = Duration.ofHours(Math.max(1, config.session_max_hours()));
        this.most = Math.max(1, config.session_max_per_login());
    }

    PortalSession open(PortalVisitor visitor, long loginId, String email, Instant now) {
        sessions.deleteExpired(now);
        sessions.ofLogin(loginId).stream().skip(most - 1L).forEach(sessions::delete);
        String token = secrets.token();
        Stored session = new Stored(Secrets.fingerprint(token), loginId, secrets.token(), now, now, until(now, now));
        sessions.insert(session);
        return new PortalSession(token, session.csrf(), new PortalCaller(loginId, email, visitor), session.expiresAt());
    }

    /** The running session, prolonged. */
    Optional<PortalSession> find(PortalVisitor visitor, String token, Instant now, LoginStore logins) {
        return sessions.find(Secrets.fingerprint(token), now).flatMap(session -> prolonged(session, now)).map(session -> {
            String email = logins.email(session.loginId()).orElseThrow();
            return new PortalSession(token, session.csrf(), new PortalCaller(session.loginId(), email, visitor), session.expiresAt());
        });
    }

    private Optional<Stored> prolonged(Stored session, Instant now) {
        if (now.isBefore(session.lastSeenAt().plus(TOUCH))) {
            return Optional.of(session);
        }
        Stored seen = new Stored(session.tokenHash(), session.loginId(), session.csrf(), session.createdAt(), now,
                until(session.createdAt(), now));
        return sessions.seen(seen) ? Optional.of(seen) : Optional.empty();
    }

    private Instant until(Instant created, Instant now) {
        Instant end = created.plus(longest);
        Instant slid = now.plus(idle);
        return slid.isBefore(end) ? slid : end;
    }

    void close(String token) {
        sessions.delete(Secrets.fingerprint(token));
    }

    int running(long loginId, Instant now) {
        return sessions.running(loginId, now);
    }

    void closeAll(long loginId) {
        sessions.deleteOf(loginId);
    }
}
