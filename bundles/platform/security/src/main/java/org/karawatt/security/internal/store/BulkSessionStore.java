package org.karawatt.security.internal.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.Row;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Sessions in the table {@code security_session}. */
@Component(service = SessionStore.class)
public class BulkSessionStore implements SessionStore {

    private static final String COLUMNS = "token_hash, user_name, roles, csrf, created_at, last_seen_at, expires_at";

    private final BulkStore store;

    @Activate
    public BulkSessionStore(@Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore store) {
        this.store = store;
    }

    @Override
    public void insert(SessionRow row) {
        store.update("INSERT INTO security_session (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?)", List.of(row.tokenHash(), row.user(),
                String.join("\n", row.roles()), row.csrf(), row.createdAt(), row.lastSeenAt(), row.expiresAt()));
    }

    @Override
    public Optional<SessionRow> find(String tokenHash) {
        return store.queryOne("SELECT " + COLUMNS + " FROM security_session WHERE token_hash = ?", List.of(tokenHash),
                BulkSessionStore::row);
    }

    private static SessionRow row(Row row) {
        String roles = row.getString(3);
        return new SessionRow(row.getString(1), row.getString(2), roles.isEmpty() ? Set.of() : Set.of(roles.split("\n")),
                row.getString(4), row.getInstant(5), row.getInstant(6), row.getInstant(7));
    }

    @Override
    public boolean touch(SessionRow row) {
        return store.update("UPDATE security_session SET last_seen_at = ?, expires_at = ? WHERE token_hash = ?",
                List.of(row.lastSeenAt(), row.expiresAt(), row.tokenHash())) == 1;
    }

    @Override
    public void delete(String tokenHash) {
        store.update("DELETE FROM security_session WHERE token_hash = ?", List.of(tokenHash));
    }

    @Override
    public void deleteExpired(Instant now) {
        store.update("DELETE FROM security_session WHERE expires_at <= ?", List.of(now));
    }

    @Override
    public List<String> ofUser(String user) {
        return store.query("SELECT token_hash FROM security_session WHERE user_name = ? ORDER BY created_at DESC, token_hash"
                + " FETCH FIRST 1000 ROWS ONLY", List.of(user), row -> row.getString(1));
    }
}
