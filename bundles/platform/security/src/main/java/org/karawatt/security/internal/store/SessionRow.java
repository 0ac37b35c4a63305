package org.karawatt.security.internal.store;

import java.time.Instant;
import java.util.Set;

/**
 * A stored session.
 *
 * @param tokenHash SHA-256 of the token, in hexadecimal
 * @param roles all roles at the time of the login, with those that name offices
 * @param expiresAt when it ends if nothing more is asked
 */
public record SessionRow(String tokenHash, String user, Set<String> roles, String csrf, Instant createdAt, Instant lastSeenAt,
        Instant expiresAt) {

    public SessionRow {
        roles = Set.copyOf(roles);
    }

    /** The same session after a request. */
    public SessionRow seen(Instant now, Instant until) {
        return new SessionRow(tokenHash, user, roles, csrf, createdAt, now, until);
    }
}
