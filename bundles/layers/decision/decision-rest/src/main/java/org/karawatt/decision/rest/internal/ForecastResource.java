package org.karawatt.decision.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.karawatt.decision.api.ForecastService;
import org.karawatt.decision.api.ForecastService.Forecast;
import org.karawatt.decision.api.ForecastService.Method;
import org.karawatt.decision.api.ForecastService.Options;
import org.karawatt.decision.api.ForecastService.Series;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Forecasts. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/decision")
@Path("forecasts")
@Produces(MediaType.APPLICATION_JSON)
public class ForecastResource implements RestResource {

    private final ForecastService forecasts;

    @Activate
    public ForecastResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) ForecastService forecasts) {
        this.forecasts = forecasts;
    }

    /** A series to forecast; {@code labels} may be absent, and so may all options. */
    public record ForecastRequest(String unit, Integer season, List<String> labels, List<BigDecimal> values, String method, Integer horizon,
            Integer percent) {
    }

    @GET
    @Path("methods")
    @Operation(summary = "The methods that there are")
    public List<Method> methods() {
        return forecasts.methods(RestContext.current());
    }

    @GET
    @Path("samples")
    @Operation(summary = "Series that come with the system")
    public List<Series> samples() {
        return forecasts.samples(RestContext.current());
    }

    @GET
    @Path("sales")
    @Operation(summary = "Forecast of the monthly sales of the mart")
    public Forecast sales(@QueryParam("office") String office, @QueryParam("class") String usageClass, @QueryParam("method") String method,
            @QueryParam("horizon") Integer horizon, @QueryParam("percent") Integer percent) {
        return forecasts.sales(RestContext.current(), Params.text(office), Params.text(usageClass),
                new Options(Params.text(method), horizon, percent));
    }

    @GET
    @Path("revenue")
    @Operation(summary = "Forecast of the monthly revenue of the mart")
    public Forecast revenue(@QueryParam("office") String office, @QueryParam("class") String usageClass, @QueryParam("method") String method,
            @QueryParam("horizon") Integer horizon, @QueryParam("percent") Integer percent) {
        return forecasts.revenue(RestContext.current(), Params.text(office), Params.text(usageClass),
                new Options(Params.text(method), horizon, percent));
    }

    @POST
    @Operation(summary = "Forecast of a series that is sent along; changes nothing")
    public Forecast series(ForecastRequest request) {
        ForecastRequest body = Requests.body(request);
        return forecasts.series(RestContext.current(), new Series("series", "", "", body.unit(), Params.required("season", body.season()),
                body.labels() == null ? List.of() : body.labels(), Params.required("values", body.values())),
                new Options(Params.text(body.method()), body.horizon(), body.percent()));
    }
}
