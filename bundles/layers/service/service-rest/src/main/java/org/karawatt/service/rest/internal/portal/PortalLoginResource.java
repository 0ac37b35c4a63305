package org.karawatt.service.rest.internal.portal;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.karawatt.portal.api.PortalLogin;
import org.karawatt.portal.api.PortalStaffService;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Customers' logins at the portal, for staff. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/service")
@Path("portal-logins")
@Produces(MediaType.APPLICATION_JSON)
public class PortalLoginResource implements RestResource {

    private final PortalStaffService logins;

    /** Body of a lock. */
    public record Lock(String reason) {
    }

    @Activate
    public PortalLoginResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) PortalStaffService logins) {
        this.logins = logins;
    }

    @GET
    @Operation(summary = "Logins with an e-mail address, or linked to an account")
    public List<PortalLogin> find(@QueryParam("text") String text) {
        return logins.find(RestContext.current(), text);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A login with its accounts and sessions")
    public PortalLogin one(@PathParam("id") long id) {
        return logins.login(RestContext.current(), id);
    }

    @POST
    @Path("{id}/lock")
    @Operation(summary = "Keep a login from being used; its sessions end")
    public PortalLogin lock(@PathParam("id") long id, Lock lock) {
        return logins.lock(RestContext.current(), id, Requests.body(lock).reason());
    }

    @POST
    @Path("{id}/unlock")
    @Operation(summary = "Let a login be used again")
    public PortalLogin unlock(@PathParam("id") long id) {
        return logins.unlock(RestContext.current(), id);
    }

    @DELETE
    @Path("{id}/sessions")
    @Operation(summary = "End all sessions of a login")
    public PortalLogin endSessions(@PathParam("id") long id) {
        return logins.endSessions(RestContext.current(), id);
    }

    @DELETE
    @Path("{id}/links/{accountNo}")
    @Operation(summary = "Take the link between a login and an account away")
    public PortalLogin unlink(@PathParam("id") long id, @PathParam("accountNo") String accountNo) {
        return logins.unlink(RestContext.current(), id, accountNo);
    }
}
