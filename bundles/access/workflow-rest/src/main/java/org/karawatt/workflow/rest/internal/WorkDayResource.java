package org.karawatt.workflow.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.karawatt.workflow.api.LimitService;
import org.karawatt.workflow.api.WorkDay;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Days on which offices work although it is a weekend, or do not although it is none. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/workflow")
@Path("work-days")
@Produces(MediaType.APPLICATION_JSON)
public class WorkDayResource implements RestResource {

    private final LimitService limits;
    private final BusinessClock clock;

    @Activate
    public WorkDayResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) LimitService limits,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BusinessClock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** What a day is at an office. */
    public record DayRequest(boolean working, String name) {
    }

    @GET
    @Operation(summary = "Days of a year (default this one) that differ from the week and count for an office")
    public List<WorkDay> list(@QueryParam("office") String office, @QueryParam("year") Integer year) {
        return limits.days(RestContext.current(), Params.text("office", office), year == null ? clock.today().getYear() : year);
    }

    @PUT
    @Path("{office}/{day}")
    @Operation(summary = "Say that a day is a working day or is not, for an office and those below it")
    public WorkDay set(@PathParam("office") String office, @PathParam("day") String day, DayRequest request) {
        DayRequest body = Requests.body(request);
        return limits.setDay(RestContext.current(), new WorkDay(office, Params.date("day", day), body.working(), body.name()));
    }

    @DELETE
    @Path("{office}/{day}")
    @Operation(summary = "Take back what was said about a day at an office")
    public Response clear(@PathParam("office") String office, @PathParam("day") String day) {
        limits.clearDay(RestContext.current(), office, Params.date("day", day));
        return Response.noContent().build();
    }
}
