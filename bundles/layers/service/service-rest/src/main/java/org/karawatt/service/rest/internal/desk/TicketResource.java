package org.karawatt.service.rest.internal.desk;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.desk.api.CounterService;
import org.karawatt.desk.api.Ticket;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The queue of a hall. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/service")
@Path("tickets")
@Produces(MediaType.APPLICATION_JSON)
public class TicketResource implements RestResource {

    private final CounterService counter;

    @Activate
    public TicketResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) CounterService counter) {
        this.counter = counter;
    }

    /** A number to be given out; {@code accountNo} may be absent. */
    public record TakeRequest(String office, String business, String accountNo) {
    }

    /** Who calls; {@code business} absent means any. */
    public record CallRequest(String office, String counterNo, String business) {
    }

    @GET
    @Operation(summary = "The queue of today: called, waiting, then the rest")
    public List<Ticket> list(@QueryParam("office") String office) {
        return counter.tickets(RestContext.current(), office);
    }

    @POST
    @Operation(summary = "Give out a number")
    public Response take(TakeRequest request) {
        TakeRequest body = Requests.body(request);
        return Response.status(Response.Status.CREATED)
                .entity(counter.take(RestContext.current(), body.office(), body.business(), body.accountNo())).build();
    }

    @POST
    @Path("next")
    @Operation(summary = "Call the number that has waited longest")
    public Ticket next(CallRequest request) {
        CallRequest body = Requests.body(request);
        return counter.callNext(RestContext.current(), body.office(), body.counterNo(), body.business());
    }

    @POST
    @Path("{id}/served")
    @Operation(summary = "The customer has been served")
    public Ticket served(@PathParam("id") long id) {
        return counter.served(RestContext.current(), id);
    }

    @POST
    @Path("{id}/no-show")
    @Operation(summary = "Nobody has come")
    public Ticket noShow(@PathParam("id") long id) {
        return counter.noShow(RestContext.current(), id);
    }
}
