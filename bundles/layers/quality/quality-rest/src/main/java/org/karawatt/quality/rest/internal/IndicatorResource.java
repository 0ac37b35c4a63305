package org.karawatt.quality.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.karawatt.quality.api.IndicatorFigure;
import org.karawatt.quality.api.IndicatorInfo;
import org.karawatt.quality.api.IndicatorService;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Indicators. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/quality")
@Path("indicators")
@Produces(MediaType.APPLICATION_JSON)
public class IndicatorResource implements RestResource {

    private final IndicatorService indicators;

    @Activate
    public IndicatorResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) IndicatorService indicators) {
        this.indicators = indicators;
    }

    /** How many values are kept. */
    public record Kept(String month, int values) {
    }

    @GET
    @Operation(summary = "All indicators with their formulas, targets and sources")
    public List<IndicatorInfo> list() {
        return indicators.indicators(RestContext.current());
    }

    @GET
    @Path("figures")
    @Operation(summary = "Every indicator of an office and those below it over months; to is from when it is not given")
    public List<IndicatorFigure> figures(@QueryParam("office") String office, @QueryParam("from") String from,
            @QueryParam("to") String to) {
        return indicators.figures(RestContext.current(), office, Params.month("from", from), Params.month("to", to == null ? from : to));
    }

    @GET
    @Path("{code}/series")
    @Operation(summary = "An indicator month by month")
    public List<IndicatorFigure> series(@PathParam("code") String code, @QueryParam("office") String office,
            @QueryParam("from") String from, @QueryParam("to") String to) {
        return indicators.series(RestContext.current(), code, office, Params.month("from", from), Params.month("to", to));
    }

    @GET
    @Path("{code}/offices")
    @Operation(summary = "An indicator of each office directly below an office")
    public List<IndicatorFigure> byOffice(@PathParam("code") String code, @QueryParam("office") String office,
            @QueryParam("from") String from, @QueryParam("to") String to) {
        return indicators.byOffice(RestContext.current(), code, office, Params.month("from", from), Params.month("to", to == null ? from : to));
    }

    @POST
    @Path("months/{month}")
    @Operation(summary = "Keep the measures of a month in place of what was kept of it")
    public Kept keep(@PathParam("month") String month) {
        return new Kept(month, indicators.keep(RestContext.current(), Params.month("month", month)));
    }
}
