package org.karawatt.portal.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.portal.api.AccountProof;
import org.karawatt.portal.api.PendingCode;
import org.karawatt.portal.api.PortalLoginService;
import org.karawatt.portal.api.RegistrationDraft;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** A customer makes a login, with the proof of an account or without one. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/portal")
@Path("registrations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class RegistrationResource implements RestResource {

    private final PortalLoginService logins;
    private final PortalDoor door;

    /** What proves that an account is his. */
    public record Proof(String accountNo, BillingMonth month, BigDecimal amount, String secret) {

        AccountProof asked() {
            return new AccountProof(accountNo, month, amount, secret);
        }

        /** Leaves out what proves. */
        @Override
        public String toString() {
            return "Proof";
        }
    }

    /** Body of a registration; proof is absent for who has no account yet. */
    public record Registration(String email, String password, Proof proof) {

        /** Leaves all out. */
        @Override
        public String toString() {
            return "Registration";
        }
    }

    /** The code from the mail. */
    public record Code(String token, String code) {

        /** Leaves both out. */
        @Override
        public String toString() {
            return "Code";
        }
    }

    @Activate
    public RegistrationResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) PortalLoginService logins,
            @Reference PortalDoor door) {
        this.logins = logins;
        this.door = door;
    }

    @POST
    @Operation(summary = "Ask for a login; a code is sent by mail")
    public PendingCode register(@Context HttpServletRequest request, Registration registration) {
        Registration given = Requests.body(registration);
        return logins.register(door.visitor(request), new RegistrationDraft(given.email(), given.password(),
                given.proof() == null ? null : given.proof().asked()));
    }

    @POST
    @Path("confirm")
    @Operation(summary = "Give the code; the login is made and logged in")
    public Response confirm(@Context HttpServletRequest request, Code code) {
        return PortalSessionResource.opened(request, logins.confirm(door.visitor(request), Requests.body(code).token(), code.code()));
    }
}
