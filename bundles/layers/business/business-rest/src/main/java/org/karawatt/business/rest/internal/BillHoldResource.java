package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.karawatt.billing.api.BillGuardService;
import org.karawatt.billing.api.BillHold;
import org.karawatt.kernel.page.Page;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Bills that the guard holds. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("bill-holds")
@Produces(MediaType.APPLICATION_JSON)
public class BillHoldResource implements RestResource {

    private final BillGuardService guard;

    @Activate
    public BillHoldResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) BillGuardService guard) {
        this.guard = guard;
    }

    /** Why a held bill may be issued. */
    public record ReleaseRequest(String reason) {
    }

    @GET
    @Operation(summary = "Bills that were held before their issue, newest first; status HELD, RELEASED or BILLED")
    public Page<BillHold> list(@QueryParam("month") String month, @QueryParam("office") String office, @QueryParam("status") String status,
            @QueryParam("offset") Long offset, @QueryParam("limit") Integer limit) {
        return guard.holds(RestContext.current(), month == null ? null : Params.month("month", month), office, status,
                Pages.of(offset, limit));
    }

    @POST
    @Path("{id}/release")
    @Operation(summary = "Let the next run issue a held bill, if it still comes to the same")
    public BillHold release(@PathParam("id") long id, ReleaseRequest request) {
        return guard.release(RestContext.current(), id, Requests.body(request).reason());
    }
}
