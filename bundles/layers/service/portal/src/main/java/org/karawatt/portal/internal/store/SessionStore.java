package org.karawatt.portal.internal.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.karawatt.persistence.store.BulkStore;

/** Sessions of customers; a token is kept as its fingerprint. */
public final class SessionStore {

    private static final String COLUMNS = "token_hash, login_id, csrf, created_at, last_seen_at, expires_at";

    private final BulkStore store;

    /** A session as it is stored. */
    public record Stored(String tokenHash, long loginId, String csrf, Instant createdAt, Instant lastSeenAt, Instant expiresAt) {
    }

    public SessionStore(BulkStore store) {
        this.store = store;
    }

    public void insert(Stored session) {
        store.update("INSERT INTO portal_session (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)", List.of(session.tokenHash(),
                session.loginId(), session.csrf(), session.createdAt(), session.lastSeenAt(), session.expiresAt()));
    }

    public Optional<Stored> find(String tokenHash, Instant now) {
        return store.queryOne("SELECT " + COLUMNS + " FROM portal_session WHERE token_hash = ? AND expires_at > ?", List.of(tokenHash, now),
                row -> new Stored(row.getString(1), row.getLong(2), row.getString(3), row.getInstant(4), row.getInstant(5),
                        row.getInstant(6)));
    }

    /** Whether the session was still there to be prolonged. */
    public boolean seen(Stored session) {
        return store.update("UPDATE portal_session SET last_seen_at = ?, expires_at = ? WHERE token_hash = ?",
                List.of(session.lastSeenAt(), session.expiresAt(), session.tokenHash())) == 1;
    }

    /** Tokens of a login, newest first. */
    public List<String> ofLogin(long loginId) {
        return store.query("SELECT token_hash FROM portal_session WHERE login_id = ? ORDER BY created_at DESC, token_hash"
                + " FETCH FIRST 1000 ROWS ONLY", List.of(loginId), row -> row.getString(1));
    }

    public int running(long loginId, Instant now) {
        return store.queryOne("SELECT COUNT(*) FROM portal_session WHERE login_id = ? AND expires_at > ?", List.of(loginId, now),
                row -> row.getInt(1)).orElseThrow();
    }

    public boolean delete(String tokenHash) {
        return store.update("DELETE FROM portal_session WHERE token_hash = ?", List.of(tokenHash)) == 1;
    }

    public void deleteOf(long loginId) {
        store.update("DELETE FROM portal_session WHERE login_id = ?", List.of(loginId));
    }

    public void deleteExpired(Instant now) {
        store.update("DELETE FROM portal_session WHERE expires_at <= ?", List.of(now));
    }
}
