package org.karawatt.workflow.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.karawatt.workflow.api.LimitChange;
import org.karawatt.workflow.api.LimitService;
import org.karawatt.workflow.api.TimeLimit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Time limits of steps and cases. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/workflow")
@Path("limits")
@Produces(MediaType.APPLICATION_JSON)
public class LimitResource implements RestResource {

    private final LimitService limits;

    @Activate
    public LimitResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) LimitService limits) {
        this.limits = limits;
    }

    @GET
    @Operation(summary = "All versions of all time limits with the rules they come from")
    public List<TimeLimit> list() {
        return limits.limits(RestContext.current());
    }

    /** A new version of a limit. */
    public record LimitRequest(Integer amount, TimeLimit.Unit unit, Integer warnPercent, String rule, String validFrom) {
    }

    @PUT
    @Path("{code}")
    @Operation(summary = "Change a limit from a day on; times that have begun keep their version")
    public TimeLimit change(@PathParam("code") String code, LimitRequest request) {
        LimitRequest body = Requests.body(request);
        return limits.changeLimit(RestContext.current(), code, new LimitChange(body.amount(), body.unit(), body.warnPercent(), body.rule(),
                body.validFrom() == null ? null : Params.date("validFrom", body.validFrom())));
    }
}
