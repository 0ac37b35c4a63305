package org.karawatt.portal.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.karawatt.portal.api.PendingCode;
import org.karawatt.portal.api.PortalLoginService;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** A customer sets another password with a code from a mail. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/portal")
@Path("password-resets")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class PasswordResetResource implements RestResource {

    private final PortalLoginService logins;
    private final PortalDoor door;

    /** Whose password. */
    public record Forgotten(String email) {

        /** Leaves the address out. */
        @Override
        public String toString() {
            return "Forgotten";
        }
    }

    /** The code from the mail and the other password. */
    public record Reset(String token, String code, String password) {

        /** Leaves all out. */
        @Override
        public String toString() {
            return "Reset";
        }
    }

    @Activate
    public PasswordResetResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) PortalLoginService logins,
            @Reference PortalDoor door) {
        this.logins = logins;
        this.door = door;
    }

    @POST
    @Operation(summary = "Ask for a code to set another password; the answer is the same whether the address has a login or not")
    public PendingCode forgot(@Context HttpServletRequest request, Forgotten forgotten) {
        return logins.forgot(door.visitor(request), Requests.body(forgotten).email());
    }

    @POST
    @Path("confirm")
    @Operation(summary = "Set another password; all sessions of the login end")
    public void reset(@Context HttpServletRequest request, Reset reset) {
        logins.reset(door.visitor(request), Requests.body(reset).token(), reset.code(), reset.password());
    }
}
