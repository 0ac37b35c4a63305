package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.reading.api.PlanResult;
import org.karawatt.reading.api.ReadingPlan;
import org.karawatt.reading.api.ReadingService;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Reading plans by route and month. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("reading-plans")
@Produces(MediaType.APPLICATION_JSON)
public class ReadingPlanResource implements RestResource {

    private final ReadingService readings;

    @Activate
    public ReadingPlanResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) ReadingService readings) {
        this.readings = readings;
    }

    /** What to plan. */
    public record PlanRequest(String month, String office) {
    }

    @GET
    @Operation(summary = "Plans of a month")
    public Page<ReadingPlan> list(@QueryParam("month") String month, @QueryParam("office") String office,
            @QueryParam("offset") Long offset, @QueryParam("limit") Integer limit) {
        return readings.plans(RestContext.current(), Params.month("month", month), office, Pages.of(offset, limit));
    }

    @POST
    @Operation(summary = "Make the plans of all routes of an office for a month")
    public PlanResult plan(PlanRequest request) {
        PlanRequest body = Requests.body(request);
        return readings.plan(RestContext.current(), Params.month("month", body.month()), Params.text("office", body.office()));
    }

    @GET
    @Path("export")
    @Produces("text/csv")
    @Operation(summary = "The reading list of a month as CSV, to be filled in and imported")
    public Response export(@QueryParam("month") String month, @QueryParam("office") String office) {
        CallContext caller = RestContext.current();
        BillingMonth of = Params.month("month", month);
        StreamingOutput body = out -> readings.export(caller, of, office, out);
        return Params.attachment(body, "readings-" + of + ".csv");
    }
}
