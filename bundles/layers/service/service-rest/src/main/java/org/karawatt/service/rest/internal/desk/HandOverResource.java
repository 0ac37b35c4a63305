package org.karawatt.service.rest.internal.desk;

import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.desk.api.CounterService;
import org.karawatt.desk.api.HandOver;
import org.karawatt.kernel.page.Page;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Shifts that are handed over. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/service")
@Path("hand-overs")
@Produces(MediaType.APPLICATION_JSON)
public class HandOverResource implements RestResource {

    private final CounterService counter;

    @Activate
    public HandOverResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) CounterService counter) {
        this.counter = counter;
    }

    /** A shift to be handed over. */
    public record HandOverRequest(String office, String note) {
    }

    @GET
    @Operation(summary = "Shifts handed over in an office, newest first")
    public Page<HandOver> list(@QueryParam("office") String office, @QueryParam("offset") Long offset, @QueryParam("limit") Integer limit) {
        return counter.handOvers(RestContext.current(), office, Pages.of(offset, limit));
    }

    @POST
    @Operation(summary = "Hand a shift over with what is open")
    public Response give(HandOverRequest request) {
        HandOverRequest body = Requests.body(request);
        return Response.status(Response.Status.CREATED).entity(counter.handOver(RestContext.current(), body.office(), body.note())).build();
    }

    @POST
    @Path("{id}/acceptance")
    @Operation(summary = "Accept what somebody else has handed over")
    public HandOver accept(@PathParam("id") long id) {
        return counter.accept(RestContext.current(), id);
    }
}
