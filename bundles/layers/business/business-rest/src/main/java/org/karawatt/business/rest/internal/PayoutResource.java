package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.kernel.page.Page;
import org.karawatt.ledger.api.Payout;
import org.karawatt.ledger.api.PayoutDraft;
import org.karawatt.ledger.api.PayoutService;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Advances that are paid out to customers. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("payouts")
@Produces(MediaType.APPLICATION_JSON)
public class PayoutResource implements RestResource {

    private final PayoutService payouts;

    @Activate
    public PayoutResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) PayoutService payouts) {
        this.payouts = payouts;
    }

    @GET
    @Operation(summary = "Payouts, newest first; status PROPOSED, PAID or REJECTED")
    public Page<Payout> list(@QueryParam("accountNo") String accountNo, @QueryParam("status") String status, @QueryParam("offset") Long offset,
            @QueryParam("limit") Integer limit) {
        return payouts.payouts(RestContext.current(), accountNo, status, Pages.of(offset, limit));
    }

    @POST
    @Operation(summary = "Propose to pay out an advance; needs Idempotency-Key, a repeat gives the first answer")
    public Response propose(PayoutDraft draft, @Context HttpHeaders headers) {
        PayoutDraft body = Requests.body(draft);
        Payout proposed = payouts.propose(RestContext.current(), body, Requests.idempotencyKey(headers));
        return Response.status(Response.Status.CREATED).entity(proposed).build();
    }

    @POST
    @Path("{id}/approval")
    @Operation(summary = "Approve a payout that somebody else has proposed, and book it as paid today")
    public Payout approve(@PathParam("id") long id, DecisionRequest request) {
        return payouts.approve(RestContext.current(), id, Requests.body(request).note());
    }

    @POST
    @Path("{id}/rejection")
    @Operation(summary = "Reject a proposed payout")
    public Payout reject(@PathParam("id") long id, DecisionRequest request) {
        return payouts.reject(RestContext.current(), id, Requests.body(request).note());
    }
}
