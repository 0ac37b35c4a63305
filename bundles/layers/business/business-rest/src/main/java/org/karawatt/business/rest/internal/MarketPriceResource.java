package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.karawatt.kernel.time.Period;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.karawatt.tariff.api.MarketPrices;
import org.karawatt.tariff.api.MarketPricesDraft;
import org.karawatt.tariff.api.MarketService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Prices of markets by interval. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("market-prices")
@Produces(MediaType.APPLICATION_JSON)
public class MarketPriceResource implements RestResource {

    private final MarketService markets;

    @Activate
    public MarketPriceResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) MarketService markets) {
        this.markets = markets;
    }

    @GET
    @Operation(summary = "Latest prices of a market from a day until another, which does not belong to it; at most 400 days")
    public List<MarketPrices> list(@QueryParam("market") String market, @QueryParam("from") String from, @QueryParam("to") String to) {
        return markets.prices(RestContext.current(), Params.text("market", market), new Period(Params.date("from", from), Params.date("to", to)));
    }

    @POST
    @Operation(summary = "Take in prices per kWh, all or none: 24, 48 or 96 for each market and day")
    public Map<String, Integer> take(List<MarketPricesDraft> days) {
        return Map.of("taken", markets.take(RestContext.current(), Requests.body(days)));
    }
}
