package org.karawatt.portal.api;

import java.time.Instant;

/**
 * Something that waits for the code that was sent by mail. It looks the same whether a mail was sent or there was nobody to send one to.
 *
 * @param token secret of this browser, to be given back together with the code: whoever else has asked for a code to the same address
 *     cannot use this one
 * @param expiresAt until when the code is taken
 */
public record PendingCode(String token, Instant expiresAt) {

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "PendingCode[until " + expiresAt + "]";
    }
}
