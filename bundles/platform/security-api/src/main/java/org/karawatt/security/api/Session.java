package org.karawatt.security.api;

import java.time.Instant;
import java.util.Set;
import org.karawatt.kernel.context.CallContext;

/**
 * A logged-in caller. Immutable.
 *
 * @param token the secret that the caller shows on every request; never stored or logged
 * @param csrf the second secret, demanded as a header on every request that changes something
 * @param roles roles of the user, without the office roles
 * @param context the caller for service methods, in the language of the present request
 * @param expiresAt when the session ends if nothing more is asked
 */
public record Session(String token, String csrf, Set<String> roles, CallContext context, Instant expiresAt) {

    public Session {
        roles = Set.copyOf(roles);
    }

    /** Leaves the secrets out, so that a session may stand in a log. */
    @Override
    public String toString() {
        return "Session[" + context.user() + " until " + expiresAt + "]";
    }
}
