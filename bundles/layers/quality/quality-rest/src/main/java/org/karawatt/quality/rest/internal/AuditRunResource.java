package org.karawatt.quality.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.quality.api.AuditRequest;
import org.karawatt.quality.api.AuditResult;
import org.karawatt.quality.api.AuditService;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Runs of audit rules. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/quality")
@Path("audit-runs")
@Produces(MediaType.APPLICATION_JSON)
public class AuditRunResource implements RestResource {

    private final AuditService audit;

    @Activate
    public AuditRunResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) AuditService audit) {
        this.audit = audit;
    }

    /** What to start. {@code rules} null or empty means all that can run; a trial keeps only counts and a sample. */
    public record StartRequest(List<String> rules, String month, String office, Boolean trial) {
    }

    @POST
    @Operation(summary = "Run or try audit rules, or get the unfinished run that covers the same")
    public Response start(StartRequest request) {
        StartRequest body = Requests.body(request);
        return Response.accepted(audit.start(RestContext.current(), new AuditRequest(body.rules() == null ? List.of() : body.rules(),
                Params.month("month", body.month()), body.office(), Boolean.TRUE.equals(body.trial())))).build();
    }

    @GET
    @Path("{runId}/results")
    @Operation(summary = "What the rules of a run have found so far")
    public List<AuditResult> results(@PathParam("runId") long runId) {
        return audit.results(RestContext.current(), runId);
    }
}
