package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.billing.api.SharedEnergyService;
import org.karawatt.billing.api.SharedMonth;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.Page;
import org.karawatt.metering.api.SharingDraft;
import org.karawatt.metering.api.SharingGroup;
import org.karawatt.metering.api.SharingMemberDraft;
import org.karawatt.metering.api.SharingService;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Groups that share a production, and what they have shared. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("sharing-groups")
@Produces(MediaType.APPLICATION_JSON)
public class SharingGroupResource implements RestResource {

    private final SharingService sharing;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile SharedEnergyService energy;

    @Activate
    public SharingGroupResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) SharingService sharing) {
        this.sharing = sharing;
    }

    /**
     * What is agreed with a member.
     *
     * @param share part of the production, such as 0.25; null in a group that shares by use
     * @param price yuan per shared kWh
     * @param validFrom first day, such as 2026-07-01
     */
    public record MemberRequest(String accountNo, BigDecimal share, BigDecimal price, String validFrom) {
    }

    /**
     * The end of a membership.
     *
     * @param validTo day after the last day, such as 2027-01-01
     */
    public record EndRequest(String validTo) {
    }

    @GET
    @Operation(summary = "Groups that share a production, by number")
    public Page<SharingGroup> list(@QueryParam("offset") Long offset, @QueryParam("limit") Integer limit) {
        return sharing.groups(RestContext.current(), Pages.of(offset, limit));
    }

    @GET
    @Path("{groupNo}")
    @Operation(summary = "A group with its members by day")
    public SharingGroup get(@PathParam("groupNo") String groupNo) {
        return sharing.group(RestContext.current(), groupNo);
    }

    @GET
    @Path("{groupNo}/months/{month}")
    @Operation(summary = "What a group has shared in a month, by member and by day")
    public SharedMonth month(@PathParam("groupNo") String groupNo, @PathParam("month") String month) {
        SharedEnergyService service = energy;
        if (service == null) {
            throw KarawattException.unavailable(KernelErrors.SERVICE_UNAVAILABLE, "billing");
        }
        return service.shared(RestContext.current(), groupNo, Params.month("month", month));
    }

    @POST
    @Operation(summary = "Create a group for what a point feeds in; method FIXED or PROPORTIONAL")
    public Response create(SharingDraft draft) {
        return Response.status(Response.Status.CREATED).entity(sharing.create(RestContext.current(), Requests.body(draft))).build();
    }

    @POST
    @Path("{groupNo}/members")
    @Operation(summary = "Agree with a member from a day on; what was agreed before ends the day before")
    public Response setMember(@PathParam("groupNo") String groupNo, MemberRequest request) {
        MemberRequest body = Requests.body(request);
        SharingGroup group = sharing.setMember(RestContext.current(), groupNo, new SharingMemberDraft(body.accountNo(), body.share(),
                body.price(), Params.date("validFrom", body.validFrom())));
        return Response.status(Response.Status.CREATED).entity(group).build();
    }

    @POST
    @Path("{groupNo}/members/{accountNo}/end")
    @Operation(summary = "End a membership")
    public SharingGroup endMember(@PathParam("groupNo") String groupNo, @PathParam("accountNo") String accountNo, EndRequest request) {
        return sharing.endMember(RestContext.current(), groupNo, accountNo, Params.date("validTo", Requests.body(request).validTo()));
    }
}
