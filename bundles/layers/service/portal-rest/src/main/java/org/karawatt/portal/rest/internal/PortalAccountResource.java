package org.karawatt.portal.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.karawatt.kernel.page.Page;
import org.karawatt.portal.api.MonthUsage;
import org.karawatt.portal.api.PortalAccount;
import org.karawatt.portal.api.PortalBalance;
import org.karawatt.portal.api.PortalBill;
import org.karawatt.portal.api.PortalService;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Own accounts of a customer with their bills, usage and balance. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/portal")
@Path("accounts")
@Produces(MediaType.APPLICATION_JSON)
public final class PortalAccountResource implements RestResource {

    private final PortalService portal;
    private final PortalDoor door;

    @Activate
    public PortalAccountResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) PortalService portal, @Reference PortalDoor door) {
        this.portal = portal;
        this.door = door;
    }

    @GET
    @Operation(summary = "Own accounts")
    public List<PortalAccount> accounts(@Context HttpServletRequest request) {
        return portal.accounts(door.reader(request));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Link one more account by its proof")
    public PortalAccount link(@Context HttpServletRequest request, RegistrationResource.Proof proof) {
        return portal.link(door.writer(request), Requests.body(proof).asked());
    }

    @DELETE
    @Path("{accountNo}")
    @Operation(summary = "Take the link of an account away")
    public void unlink(@Context HttpServletRequest request, @PathParam("accountNo") String accountNo) {
        portal.unlink(door.writer(request), accountNo);
    }

    @GET
    @Path("{accountNo}/bills")
    @Operation(summary = "Bills of an own account, newest first, without lines")
    public Page<PortalBill> bills(@Context HttpServletRequest request, @PathParam("accountNo") String accountNo,
            @QueryParam("offset") Long offset, @QueryParam("limit") Integer limit) {
        return portal.bills(door.reader(request), accountNo, Pages.of(offset, limit));
    }

    @GET
    @Path("{accountNo}/usage")
    @Operation(summary = "Usage of an own account by month, from its bills; a month without a bill has no figure")
    public List<MonthUsage> usage(@Context HttpServletRequest request, @PathParam("accountNo") String accountNo) {
        return portal.usage(door.reader(request), accountNo);
    }

    @GET
    @Path("{accountNo}/balance")
    @Operation(summary = "What is owed for an own account today")
    public PortalBalance balance(@Context HttpServletRequest request, @PathParam("accountNo") String accountNo) {
        return portal.balance(door.reader(request), accountNo);
    }
}
