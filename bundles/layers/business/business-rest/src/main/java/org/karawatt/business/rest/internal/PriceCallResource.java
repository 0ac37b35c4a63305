package org.karawatt.business.rest.internal;

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
import org.karawatt.kernel.time.Period;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.karawatt.tariff.api.MarketService;
import org.karawatt.tariff.api.PriceCall;
import org.karawatt.tariff.api.PriceCallDraft;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Periods of tariffs that are called, such as critical peaks. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("price-calls")
@Produces(MediaType.APPLICATION_JSON)
public class PriceCallResource implements RestResource {

    private final MarketService markets;

    @Activate
    public PriceCallResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) MarketService markets) {
        this.markets = markets;
    }

    @GET
    @Operation(summary = "Calls of a tariff that touch the days from one until another, which does not belong to it")
    public List<PriceCall> list(@QueryParam("tariff") String tariff, @QueryParam("from") String from, @QueryParam("to") String to) {
        return markets.calls(RestContext.current(), Params.text("tariff", tariff), new Period(Params.date("from", from), Params.date("to", to)));
    }

    @POST
    @Operation(summary = "Call a period of a tariff for some hours to come")
    public Response call(PriceCallDraft draft) {
        return Response.status(Response.Status.CREATED).entity(markets.call(RestContext.current(), Requests.body(draft))).build();
    }

    @POST
    @Path("{id}/withdrawal")
    @Operation(summary = "Take a call back that has not begun")
    public PriceCall withdraw(@PathParam("id") long id) {
        return markets.withdraw(RestContext.current(), id);
    }
}
