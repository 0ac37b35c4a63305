package org.karawatt.portal.api;

import java.time.Instant;

/**
 * A session of a customer. Immutable.
 *
 * @param token the secret that the browser shows on every request; never stored or logged
 * @param csrf the second secret, demanded with every request that changes something
 * @param caller who he is
 * @param expiresAt when the session ends if nothing more is asked
 */
public record PortalSession(String token, String csrf, PortalCaller caller, Instant expiresAt) {

    /** Leaves the secrets out. */
    @Override
    public String toString() {
        return "PortalSession[" + caller + " until " + expiresAt + "]";
    }
}
