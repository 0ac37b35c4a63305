package org.karawatt.rest.internal.web;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.servlet.Filter;
import javax.servlet.FilterChain;
import javax.servlet.FilterConfig;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.work.SchemaState;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestErrors;
import org.karawatt.rest.internal.config.RestConfig;
import org.karawatt.security.api.AuthenticationFailedException;
import org.karawatt.security.api.Door;
import org.karawatt.security.api.SecurityErrors;
import org.karawatt.security.api.SecurityService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Stands before every servlet of the context, also those of other bundles: security headers, readiness, who asks (session cookie
 * or HTTP Basic), protection against forged requests. What is asked is judged by the path that the container dispatches.
 */
@Component(service = Filter.class, immediate = true, property = {"osgi.http.whiteboard.filter.name=" + SecurityFilter.NAME,
    "osgi.http.whiteboard.filter.pattern=/*", "osgi.http.whiteboard.filter.asyncSupported:Boolean=true", Whiteboard.SELECT,
    "service.ranking:Integer=1000"}, configurationPid = RestConfig.PID)
public class SecurityFilter implements Filter {

    static final String NAME = "karawatt.security";
    /** Why the caller does this, percent-encoded UTF-8; goes to history and audit. */
    static final String REASON = "X-Reason";
    private static final int MAX_REASON = 200;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile SecurityService security;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile SchemaState schema;

    private volatile PublicLimit publicLimit = new PublicLimit(PublicLimit.USUAL, System::nanoTime);
    private volatile PublicLimit portalLimit = new PublicLimit(PublicLimit.USUAL, System::nanoTime);

    @Activate
    @Modified
    void configure(RestConfig config) {
        publicLimit = new PublicLimit(config.public_per_minute(), System::nanoTime);
        portalLimit = new PublicLimit(config.portal_per_minute(), System::nanoTime);
    }

    @Override
    public void init(FilterConfig config) {
        // nothing to prepare
    }

    @Override
    public void destroy() {
        // nothing to release
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        HttpServletResponse response = (HttpServletResponse) servletResponse;
        SecurityService securityThen = security;
        SchemaState schemaThen = schema;
        headers(request, response);
        try {
            Optional<Caller> caller = admitted(request, response);
            if (caller != null) {
                serve(request, response, chain, caller.orElse(null));
            }
        } catch (AuthenticationFailedException e) {
            if (e.code() != SecurityErrors.TOO_MANY_ATTEMPTS && !Http.isBrowser(request)) {
                response.setHeader("WWW-Authenticate", "Basic realm=\"karawatt\", charset=\"UTF-8\"");
            }
            Http.problem(request, response, e);
        } catch (RuntimeException | ServletException e) {
            // the container's own error page would show the stack trace
            Http.problem(request, response, e, security != securityThen || schema != schemaThen);
        }
    }

    private static void headers(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
        // the console's page replaces this one by its own
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
        if (Access.isApi(Http.path(request))) {
            response.setHeader("Cache-Control", "no-store");
        }
    }

    /** The caller, if there is one; null when the request has been refused and answered. */
    private Optional<Caller> admitted(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = Http.path(request);
        if (request.getMethod().equals("TRACE")) {
            Http.problem(request, response, 405, RestErrors.METHOD_NOT_ALLOWED, request.getMethod());
            return null;
        }
        if (Access.isApi(path) && !Http.isPlain(request.getRequestURI(), request.getContextPath(), path)) {
            Http.problem(request, response, 400, RestErrors.BAD_PATH);
            return null;
        }
        SecurityService service = security;
        boolean ready = service != null && schema != null;
        if (!ready) {
            if (Access.isApi(path) && !path.equals(Access.HEALTH)) {
                Http.problem(request, response, 503, RestErrors.NOT_READY);
                return null;
            }
            if (Access.of(path) == Access.LOGIN) {
                throw AuthenticationFailedException.loginRequired();
            }
            return Optional.empty();
        }
        if (Access.of(path) == Access.PORTAL) {
            return refusedPortal(request, response, path) ? null : Optional.empty();
        }
        Optional<Caller> caller = identify(service, request);
        if (caller.isEmpty() && Access.of(path) == Access.LOGIN) {
            throw AuthenticationFailedException.loginRequired();
        }
        if (Access.of(path) == Access.PUBLIC && refusedPublic(request, response, caller)) {
            return null;
        }
        if (Access.isUnsafe(request.getMethod()) && forged(request, response, path, caller)) {
            return null;
        }
        return caller;
    }

    /** Whether a request for what everybody may read was refused: because it would change something, or comes too often. */
    private boolean refusedPublic(HttpServletRequest request, HttpServletResponse response, Optional<Caller> caller) throws IOException {
        if (Access.isUnsafe(request.getMethod())) {
            Http.problem(request, response, 405, RestErrors.METHOD_NOT_ALLOWED, request.getMethod());
            return true;
        }
        boolean counts = caller.isEmpty() && !Access.isPublicStyle(Http.path(request));
        return counts && tooOften(request, response, publicLimit);
    }

    /** Whether a request to the customers' portal was refused: because another site has sent it, or it comes too often. */
    private boolean refusedPortal(HttpServletRequest request, HttpServletResponse response, String path) throws IOException {
        if (Access.isApi(path) && tooOften(request, response, portalLimit)) {
            return true;
        }
        return Access.isUnsafe(request.getMethod()) && forged(request, response, path, Optional.empty());
    }

    private static boolean tooOften(HttpServletRequest request, HttpServletResponse response, PublicLimit limit) throws IOException {
        if (limit.admits(ClientAddress.of(request))) {
            return false;
        }
        response.setHeader("Retry-After", "60");
        Http.problem(request, response, 429, RestErrors.TOO_OFTEN);
        return true;
    }

    private static Optional<Caller> identify(SecurityService service, HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header != null) {
            String[] pair = basic(header);
            return Optional.of(new Caller(service.authenticate(pair[0], pair[1], door(request, "rest")), null));
        }
        return Http.token(request).flatMap(token -> service.session(token, door(request, "console")))
                .map(session -> new Caller(session.context(), session));
    }

    static String[] basic(String header) {
        if (header.regionMatches(true, 0, "Basic ", 0, 6)) {
            try {
                String text = new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
                int colon = text.indexOf(':');
                if (colon > 0) {
                    return new String[] {text.substring(0, colon), text.substring(colon + 1)};
                }
            } catch (IllegalArgumentException e) {
                throw AuthenticationFailedException.badCredentials();
            }
        }
        throw AuthenticationFailedException.badCredentials();
    }

    private static boolean forged(HttpServletRequest request, HttpServletResponse response, String path, Optional<Caller> caller)
            throws IOException {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            Http.problem(request, response, 403, RestErrors.CROSS_SITE);
            return true;
        }
        // a login replaces the session of this browser; its body must be JSON, which other sites cannot send
        boolean login = path.equals(Access.SESSION) && request.getMethod().equals("POST");
        Optional<String> expected = login ? Optional.empty() : caller.flatMap(Caller::csrf);
        if (expected.isPresent() && !same(expected.get(), request.getHeader("X-CSRF-Token"))) {
            Http.problem(request, response, 403, SecurityErrors.BAD_CSRF_TOKEN);
            return true;
        }
        return false;
    }

    private static boolean same(String expected, String given) {
        return given != null && MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain, Caller caller)
            throws IOException, ServletException {
        CallContext context = caller == null ? anonymous(Http.locale(request)) : caller.context().withReason(reason(request));
        Caller told = caller == null ? null : new Caller(context, caller.session());
        request.setAttribute(Requests.CLIENT_ADDRESS, ClientAddress.of(request));
        try {
            RestContext.with(context, () -> chain.doFilter(new CallerRequest(request, told), response));
        } catch (IOException | ServletException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e);
        }
    }

    private static CallContext anonymous(Locale locale) {
        return new CallContext("anonymous", Set.of(), new OfficeScope(Set.of()), locale, "rest", null);
    }

    private static String reason(HttpServletRequest request) {
        String header = request.getHeader(REASON);
        if (header == null) {
            return null;
        }
        try {
            String text = URLDecoder.decode(header, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " ").strip();
            return text.isEmpty() ? null : text.substring(0, Math.min(MAX_REASON, text.length()));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static Door door(HttpServletRequest request, String channel) {
        return new Door(channel, ClientAddress.of(request), Http.locale(request));
    }
}
