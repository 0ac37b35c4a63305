package org.karawatt.portal.rest.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import org.karawatt.portal.api.PortalCaller;
import org.karawatt.portal.api.PortalLoginService;
import org.karawatt.portal.api.PortalSession;
import org.karawatt.portal.api.PortalVisitor;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestException;
import org.karawatt.security.api.AuthenticationFailedException;
import org.karawatt.security.api.SecurityErrors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Who asks at the portal, by the portal's own cookie and nothing else. The cookie is sent to the portal's API only, so that no other part
 * of the server ever sees it. Thread-safe.
 */
@Component(service = PortalDoor.class)
public final class PortalDoor {

    static final String COOKIE = "KWPORTAL";
    private static final String PATH = "/api/v1/portal";
    private static final String CSRF = "X-CSRF-Token";

    private final PortalLoginService logins;

    @Activate
    public PortalDoor(@Reference(policyOption = ReferencePolicyOption.GREEDY) PortalLoginService logins) {
        this.logins = logins;
    }

    PortalVisitor visitor(HttpServletRequest request) {
        Object address = request.getAttribute(Requests.CLIENT_ADDRESS);
        return new PortalVisitor(address instanceof String text ? text : String.valueOf(request.getRemoteAddr()),
                RestContext.current().locale());
    }

    Optional<PortalSession> session(HttpServletRequest request) {
        return token(request).flatMap(token -> logins.session(visitor(request), token));
    }

    /** Whoever reads; 401 without a session. */
    PortalCaller reader(HttpServletRequest request) {
        return session(request).orElseThrow(AuthenticationFailedException::loginRequired).caller();
    }

    /** Whoever changes something; 401 without a session, 403 without the session's second secret. */
    PortalCaller writer(HttpServletRequest request) {
        PortalSession session = session(request).orElseThrow(AuthenticationFailedException::loginRequired);
        String given = request.getHeader(CSRF);
        byte[] expected = session.csrf().getBytes(StandardCharsets.UTF_8);
        if (given == null || !MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
            throw new RestException(403, SecurityErrors.BAD_CSRF_TOKEN);
        }
        return session.caller();
    }

    static Optional<String> token(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null ? Optional.empty()
                : Arrays.stream(cookies).filter(cookie -> cookie.getName().equals(COOKIE)).map(Cookie::getValue).findFirst();
    }

    /** The cookie of a new session; without a token the one that takes it away. javax.servlet 4 cannot set SameSite. */
    static String cookie(String token, boolean secure) {
        return COOKIE + "=" + (token == null ? "" : token) + "; Path=" + PATH + "; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "")
                + (token == null ? "; Max-Age=0" : "");
    }
}
