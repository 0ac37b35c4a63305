package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.billing.api.Recovery;
import org.karawatt.billing.api.RecoveryDraft;
import org.karawatt.billing.api.RecoveryKind;
import org.karawatt.billing.api.RecoveryQuery;
import org.karawatt.billing.api.RecoveryRule;
import org.karawatt.billing.api.RecoveryRuleChange;
import org.karawatt.billing.api.RecoveryService;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.Page;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Money recovered or refunded beside the regular bill. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("recoveries")
@Produces(MediaType.APPLICATION_JSON)
public class RecoveryResource implements RestResource {

    private final RecoveryService recoveries;

    @Activate
    public RecoveryResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) RecoveryService recoveries) {
        this.recoveries = recoveries;
    }

    /** Why a recovery is to be reversed. */
    public record ReversalRequest(String reason) {
    }

    @GET
    @Operation(summary = "Recoveries, newest first; status PROPOSED, APPROVED, REJECTED, REVERSING or REVERSED")
    public Page<Recovery> list(@QueryParam("status") String status, @QueryParam("kind") String kind, @QueryParam("accountNo") String accountNo,
            @QueryParam("offset") Long offset, @QueryParam("limit") Integer limit) {
        return recoveries.recoveries(RestContext.current(), new RecoveryQuery(status, kind(kind), accountNo), Pages.of(offset, limit));
    }

    private static RecoveryKind kind(String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(RecoveryKind.values()).filter(kind -> kind.name().equals(text)).findFirst()
                .orElseThrow(() -> KarawattException.invalid(List.of(Fault.of("kind", KernelErrors.UNKNOWN_CODE, "RecoveryKind", text))));
    }

    @GET
    @Path("rules")
    @Operation(summary = "The values of the rules in force on a day, such as multiples of penalties; without a day all that there were and will be")
    public List<RecoveryRule> rules(@QueryParam("day") LocalDate day) {
        return day == null ? recoveries.allRules(RestContext.current()) : recoveries.rules(RestContext.current(), day);
    }

    @PUT
    @Path("rules/{name}")
    @Operation(summary = "Give a rule another value from a day on; cases of earlier days follow the values before")
    public RecoveryRule changeRule(@PathParam("name") String name, RecoveryRuleChange change) {
        return recoveries.changeRule(RestContext.current(), name, Requests.body(change));
    }

    @POST
    @Path("preview")
    @Operation(summary = "What a recovery comes to, line by line and explained, without storing anything")
    public Recovery preview(RecoveryDraft draft) {
        return recoveries.preview(RestContext.current(), Requests.body(draft));
    }

    @POST
    @Operation(summary = "Propose a recovery; needs Idempotency-Key, a repeat gives the first answer")
    public Response propose(RecoveryDraft draft, @Context HttpHeaders headers) {
        RecoveryDraft body = Requests.body(draft);
        Recovery proposed = recoveries.propose(RestContext.current(), body, Requests.idempotencyKey(headers));
        return Response.status(Response.Status.CREATED).entity(proposed).build();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A recovery with its lines and explanation")
    public Recovery get(@PathParam("id") long id) {
        return recoveries.recovery(RestContext.current(), id);
    }

    @POST
    @Path("{id}/approval")
    @Operation(summary = "Approve a recovery that somebody else has proposed, and book it")
    public Recovery approve(@PathParam("id") long id, DecisionRequest request) {
        return recoveries.approve(RestContext.current(), id, Requests.body(request).note());
    }

    @POST
    @Path("{id}/rejection")
    @Operation(summary = "Reject a proposed recovery")
    public Recovery reject(@PathParam("id") long id, DecisionRequest request) {
        return recoveries.reject(RestContext.current(), id, Requests.body(request).note());
    }

    @POST
    @Path("{id}/reversal")
    @Operation(summary = "Propose to reverse an approved recovery that turned out to be wrong")
    public Recovery proposeReversal(@PathParam("id") long id, ReversalRequest request) {
        return recoveries.proposeReversal(RestContext.current(), id, Requests.body(request).reason());
    }

    @POST
    @Path("{id}/reversal/approval")
    @Operation(summary = "Approve a reversal that somebody else has proposed, and book the opposite")
    public Recovery approveReversal(@PathParam("id") long id, DecisionRequest request) {
        return recoveries.approveReversal(RestContext.current(), id, Requests.body(request).note());
    }

    @POST
    @Path("{id}/reversal/rejection")
    @Operation(summary = "Reject a reversal; the recovery stands")
    public Recovery rejectReversal(@PathParam("id") long id, DecisionRequest request) {
        return recoveries.rejectReversal(RestContext.current(), id, Requests.body(request).note());
    }
}
