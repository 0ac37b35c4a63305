package org.karawatt.rest.internal.web;

import java.security.Principal;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;

/** A request that knows its caller; {@code isUserInRole} asks for permissions. */
public final class CallerRequest extends HttpServletRequestWrapper {

    private final Caller caller;

    /** @param caller null for an anonymous request */
    CallerRequest(HttpServletRequest request, Caller caller) {
        super(request);
        this.caller = caller;
        request.setAttribute(Caller.ATTRIBUTE, caller);
    }

    /** The caller of a request that has passed the filter; empty for an anonymous one. */
    public static Optional<Caller> caller(HttpServletRequest request) {
        return Optional.ofNullable((Caller) request.getAttribute(Caller.ATTRIBUTE));
    }

    @Override
    public String getRemoteUser() {
        return caller == null ? null : caller.getName();
    }

    @Override
    public Principal getUserPrincipal() {
        return caller;
    }

    @Override
    public boolean isUserInRole(String permission) {
        return caller != null && caller.context().may(permission);
    }

    @Override
    public String getAuthType() {
        return caller == null ? null : caller.session() == null ? BASIC_AUTH : FORM_AUTH;
    }
}
