package org.karawatt.portal.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
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
import org.karawatt.portal.api.PortalLoginService;
import org.karawatt.portal.api.PortalSession;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** A customer logs in, sees that he is, and logs out. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/portal")
@Path("session")
@Produces(MediaType.APPLICATION_JSON)
public final class PortalSessionResource implements RestResource {

    private final PortalLoginService logins;
    private final PortalDoor door;

    /** Body of a login. */
    public record Login(String email, String password) {

        /** Leaves both out. */
        @Override
        public String toString() {
            return "Login";
        }
    }

    /**
     * Who is logged in; only the language when nobody is.
     *
     * @param csrf to be sent as X-CSRF-Token with every request that changes something
     */
    public record View(String email, String csrf, String locale) {

        static View of(PortalSession session) {
            String locale = RestContext.current().locale().toLanguageTag();
            return session == null ? new View(null, null, locale) : new View(session.caller().email(), session.csrf(), locale);
        }
    }

    @Activate
    public PortalSessionResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) PortalLoginService logins,
            @Reference PortalDoor door) {
        this.logins = logins;
        this.door = door;
    }

    @GET
    @Operation(summary = "Which customer is logged in")
    public View session(@Context HttpServletRequest request) {
        return View.of(door.session(request).orElse(null));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "A customer logs in")
    public Response login(@Context HttpServletRequest request, Login login) {
        new Faults().required("email", Requests.body(login).email()).required("password", login.password()).throwIfAny();
        return opened(request, logins.login(door.visitor(request), login.email(), login.password()));
    }

    /** The answer that brings a new session to the browser. */
    static Response opened(HttpServletRequest request, PortalSession session) {
        return Response.ok(View.of(session)).header(HttpHeaders.SET_COOKIE, PortalDoor.cookie(session.token(), request.isSecure())).build();
    }

    @DELETE
    @Operation(summary = "A customer logs out")
    public Response logout(@Context HttpServletRequest request) {
        if (door.session(request).isPresent()) {
            door.writer(request);
            PortalDoor.token(request).ifPresent(token -> logins.logout(door.visitor(request), token));
        }
        return Response.noContent().header(HttpHeaders.SET_COOKIE, PortalDoor.cookie(null, request.isSecure())).build();
    }
}
