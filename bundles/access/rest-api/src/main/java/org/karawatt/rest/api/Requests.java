package org.karawatt.rest.api;

import javax.ws.rs.core.HttpHeaders;
import org.karawatt.kernel.error.KarawattException;

/** Small checks that resources share. */
public final class Requests {

    /** Header of a command that must not run twice. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /**
     * Name of the request attribute that holds from where a request comes: the IPv4 address or IPv6 network by which tries are counted.
     * Never null behind the security filter.
     */
    public static final String CLIENT_ADDRESS = "karawatt.client.address";

    private Requests() {
    }

    /** The body of the request; 422 when there is none. JAX-RS hands over null for an empty body. */
    public static <T> T body(T body) {
        if (body == null) {
            throw KarawattException.invalid(RestErrors.BODY_REQUIRED);
        }
        return body;
    }

    /** The key that makes a repeat of this command harmless; 422 when it is missing or malformed. */
    public static String idempotencyKey(HttpHeaders headers) {
        String key = headers.getHeaderString(IDEMPOTENCY_KEY);
        if (key == null || !key.matches("[\\x21-\\x7e]{8,100}")) {
            throw KarawattException.invalid(RestErrors.BAD_IDEMPOTENCY_KEY);
        }
        return key;
    }
}
