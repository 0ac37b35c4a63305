package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
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
import org.karawatt.billing.api.BillLinks;
import org.karawatt.billing.api.CorrectedReading;
import org.karawatt.billing.api.Correction;
import org.karawatt.billing.api.CorrectionDraft;
import org.karawatt.billing.api.CorrectionService;
import org.karawatt.kernel.page.Page;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Corrections of issued bills, and what ties bills together by them. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("bill-corrections")
@Produces(MediaType.APPLICATION_JSON)
public class BillCorrectionResource implements RestResource {

    private final CorrectionService corrections;

    @Activate
    public BillCorrectionResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) CorrectionService corrections) {
        this.corrections = corrections;
    }

    /**
     * A correction to be proposed.
     *
     * @param readings readings that were wrong; absent when tariff, terms or equipment have been put right meanwhile
     */
    public record CorrectionRequest(String billNo, String reasonCode, String reason, List<CorrectedReading> readings) {
    }

    @GET
    @Operation(summary = "Corrections, newest first; status PROPOSED, APPLIED or REJECTED")
    public Page<Correction> list(@QueryParam("status") String status, @QueryParam("billNo") String billNo, @QueryParam("offset") Long offset,
            @QueryParam("limit") Integer limit) {
        return corrections.corrections(RestContext.current(), status, billNo, Pages.of(offset, limit));
    }

    @POST
    @Operation(summary = "Propose to correct a bill and compute what it comes to; needs Idempotency-Key, a repeat gives the first answer")
    public Response propose(CorrectionRequest request, @Context HttpHeaders headers) {
        CorrectionRequest body = Requests.body(request);
        String key = Requests.idempotencyKey(headers);
        Correction proposed = corrections.propose(RestContext.current(), Params.text("billNo", body.billNo()),
                new CorrectionDraft(body.reasonCode(), body.reason(), body.readings()), key);
        return Response.status(Response.Status.CREATED).entity(proposed).build();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A correction with its readings")
    public Correction get(@PathParam("id") long id) {
        return corrections.correction(RestContext.current(), id);
    }

    @POST
    @Path("{id}/approval")
    @Operation(summary = "Apply a correction that somebody else has proposed: reverse the bill and bill again")
    public Correction approve(@PathParam("id") long id, DecisionRequest request) {
        return corrections.approve(RestContext.current(), id, Requests.body(request).note());
    }

    @POST
    @Path("{id}/rejection")
    @Operation(summary = "Reject a proposed correction")
    public Correction reject(@PathParam("id") long id, DecisionRequest request) {
        return corrections.reject(RestContext.current(), id, Requests.body(request).note());
    }

    @GET
    @Path("links/{billNo}")
    @Operation(summary = "The original, the reversal and the corrected bill that belong to a bill, and a correction that waits")
    public BillLinks links(@PathParam("billNo") String billNo) {
        return corrections.links(RestContext.current(), billNo);
    }
}
