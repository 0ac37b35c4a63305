package org.karawatt.rest.api;

import java.util.List;
import org.karawatt.kernel.error.ErrorCode;
import org.karawatt.kernel.error.KarawattException;

/** A failure that has an HTTP status of its own, such as 428. */
public class RestException extends KarawattException {

    private static final long serialVersionUID = 1L;

    private final int status;

    public RestException(int status, ErrorCode code, Object... args) {
        super(kindOf(status), code, List.of(), null, args);
        this.status = status;
    }

    public int status() {
        return status;
    }

    private static Kind kindOf(int status) {
        return switch (status) {
            case 401, 403 -> Kind.DENIED;
            case 404 -> Kind.NOT_FOUND;
            case 409, 412 -> Kind.CONFLICT;
            case 429, 503 -> Kind.UNAVAILABLE;
            default -> Kind.INVALID;
        };
    }
}
