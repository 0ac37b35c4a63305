package org.karawatt.service.rest.internal.notice;

import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDateTime;
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
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.outage.api.Outage;
import org.karawatt.outage.api.OutageChange;
import org.karawatt.outage.api.OutageDraft;
import org.karawatt.outage.api.OutageQuery;
import org.karawatt.outage.api.OutageService;
import org.karawatt.rest.api.Etag;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Outages that are known beforehand. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/service")
@Path("outages")
@Produces(MediaType.APPLICATION_JSON)
public class OutageResource implements RestResource {

    private final OutageService outages;

    @Activate
    public OutageResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) OutageService outages) {
        this.outages = outages;
    }

    /** Why an outage is called off. */
    public record CancelRequest(String reason) {
    }

    /** When supply was back, in the utility's zone, and what customers are told. */
    public record RestoreRequest(LocalDateTime at, String reason) {
    }

    @GET
    @Operation(summary = "Outages, the next one first; with accountNo those that are still to come for an account")
    public Page<Outage> list(@QueryParam("accountNo") String accountNo, @QueryParam("lineNo") String lineNo, @QueryParam("areaNo") String areaNo,
            @QueryParam("status") String status, @QueryParam("from") String from, @QueryParam("to") String to,
            @QueryParam("offset") Long offset, @QueryParam("limit") Integer limit) {
        PageRequest page = Pages.of(offset, limit);
        if (Values.text(accountNo) != null) {
            List<Outage> found = outages.affecting(RestContext.current(), accountNo);
            return new Page<>(found.stream().skip(page.offset()).limit(page.limit()).toList(), page.offset(), page.limit(), found.size());
        }
        return outages.outages(RestContext.current(), new OutageQuery(Values.text(lineNo), Values.text(areaNo), Values.text(status),
                Values.time("from", from), Values.time("to", to)), page);
    }

    @POST
    @Operation(summary = "Announce an outage and prepare its notice")
    public Response plan(OutageDraft draft) {
        Outage outage = outages.plan(RestContext.current(), Requests.body(draft));
        return Response.status(Response.Status.CREATED).entity(outage).header(HttpHeaders.ETAG, Etag.of(outage.version())).build();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One outage")
    public Response get(@PathParam("id") long id) {
        Outage outage = outages.outage(RestContext.current(), id);
        return Etag.ok(outage, outage.version());
    }

    @PUT
    @Path("{id}")
    @Operation(summary = "Move an outage; who was told is told again; needs If-Match")
    public Response change(@PathParam("id") long id, OutageChange change, @Context HttpHeaders headers) {
        Outage outage = outages.change(RestContext.current(), id, (int) Etag.ifMatch(headers), Requests.body(change));
        return Etag.ok(outage, outage.version());
    }

    @POST
    @Path("{id}/cancel")
    @Operation(summary = "Call an outage off; who was told is told so; needs If-Match")
    public Response cancel(@PathParam("id") long id, CancelRequest request, @Context HttpHeaders headers) {
        Outage outage = outages.cancel(RestContext.current(), id, (int) Etag.ifMatch(headers), Requests.body(request).reason());
        return Etag.ok(outage, outage.version());
    }

    @POST
    @Path("{id}/restoration")
    @Operation(summary = "End an outage that is under way before its time; who was told is told so; needs If-Match")
    public Response restore(@PathParam("id") long id, RestoreRequest request, @Context HttpHeaders headers) {
        RestoreRequest body = Requests.body(request);
        Outage outage = outages.restore(RestContext.current(), id, (int) Etag.ifMatch(headers), body.at(), body.reason());
        return Etag.ok(outage, outage.version());
    }

    @POST
    @Path("{id}/notice")
    @Operation(summary = "Prepare the notice of an outage that has none")
    public Outage notice(@PathParam("id") long id) {
        return outages.prepareNotice(RestContext.current(), id);
    }
}
