package org.karawatt.rest.internal.system;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.kernel.error.Faults;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.karawatt.rest.internal.event.EventStreams;
import org.karawatt.rest.internal.web.Caller;
import org.karawatt.rest.internal.web.CallerRequest;
import org.karawatt.rest.internal.web.ClientAddress;
import org.karawatt.rest.internal.web.Http;
import org.karawatt.security.api.Door;
import org.karawatt.security.api.SecurityService;
import org.karawatt.security.api.Session;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Log in, see who is logged in, log out. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/system")
@Path("session")
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource implements RestResource {

    private final SecurityService security;
    private final EventStreams streams;

    /** Body of a login. */
    public record Login(String username, String password) {

        /** Leaves the password out. */
        @Override
        public String toString() {
            return "Login[" + username + "]";
        }
    }

    /**
     * Who is logged in; only the language when nobody is.
     *
     * @param csrf to be sent as X-CSRF-Token with every request that changes something; absent with HTTP Basic
     */
    public record View(String user, List<String> roles, List<String> permissions, List<String> offices, String csrf, String locale) {
    }

    @Activate
    public SessionResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) SecurityService security,
            @Reference EventStreams streams) {
        this.security = security;
        this.streams = streams;
    }

    @GET
    @Operation(summary = "Who is logged in")
    public View session(@Context HttpServletRequest request) {
        Optional<Caller> caller = CallerRequest.caller(request);
        return caller.map(c -> view(c, Http.locale(request).toLanguageTag()))
                .orElseGet(() -> new View(null, null, null, null, null, Http.locale(request).toLanguageTag()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Log in")
    public Response login(@Context HttpServletRequest request, Login login) {
        Faults faults = new Faults();
        faults.required("username", Requests.body(login).username()).required("password", login.password()).throwIfAny();
        Session session = security.login(login.username(), login.password(), door(request));
        Http.token(request).ifPresent(old -> end(old, request));
        String locale = Http.locale(request).toLanguageTag();
        return Response.ok(view(new Caller(session.context(), session), locale))
                .header(HttpHeaders.SET_COOKIE, cookie(session.token(), -1, request.isSecure())).build();
    }

    @DELETE
    @Operation(summary = "Log out")
    public Response logout(@Context HttpServletRequest request) {
        Http.token(request).ifPresent(token -> end(token, request));
        return Response.noContent().header(HttpHeaders.SET_COOKIE, cookie("", 0, request.isSecure())).build();
    }

    private void end(String token, HttpServletRequest request) {
        security.logout(token, door(request));
        streams.endSession(token);
    }

    private static Door door(HttpServletRequest request) {
        return new Door("console", ClientAddress.of(request), RestContext.current().locale());
    }

    private static View view(Caller caller, String locale) {
        Session session = caller.session();
        return new View(caller.getName(), session == null ? null : List.copyOf(new TreeSet<>(session.roles())),
                List.copyOf(new TreeSet<>(caller.context().permissions())),
                List.copyOf(new TreeSet<>(caller.context().scope().paths())), session == null ? null : session.csrf(), locale);
    }

    /** javax.servlet 4 cannot set SameSite. */
    private static String cookie(String value, int maxAge, boolean secure) {
        return Http.COOKIE + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "")
                + (maxAge < 0 ? "" : "; Max-Age=" + maxAge);
    }
}
