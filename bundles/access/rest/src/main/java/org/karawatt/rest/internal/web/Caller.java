package org.karawatt.rest.internal.web;

import java.security.Principal;
import java.util.Optional;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.security.api.Session;

/**
 * Who asks.
 *
 * @param session the session; null for HTTP Basic
 */
public record Caller(CallContext context, Session session) implements Principal {

    /** Name of the request attribute under which the filter leaves the caller for servlets. */
    static final String ATTRIBUTE = "karawatt.caller";

    @Override
    public String getName() {
        return context.user();
    }

    Optional<String> csrf() {
        return Optional.ofNullable(session).map(Session::csrf);
    }

    /** Leaves out the session with its secrets. */
    @Override
    public String toString() {
        return "Caller[" + context.user() + "]";
    }
}
