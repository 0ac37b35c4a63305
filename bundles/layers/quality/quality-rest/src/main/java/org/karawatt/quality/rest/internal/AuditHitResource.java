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
import org.karawatt.kernel.page.Page;
import org.karawatt.quality.api.AuditFigures;
import org.karawatt.quality.api.AuditHit;
import org.karawatt.quality.api.AuditService;
import org.karawatt.quality.api.Exclusion;
import org.karawatt.quality.api.HitQuery;
import org.karawatt.quality.api.HitStatus;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Audit hits. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/quality")
@Path("audit-hits")
@Produces(MediaType.APPLICATION_JSON)
public class AuditHitResource implements RestResource {

    private final AuditService audit;

    @Activate
    public AuditHitResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) AuditService audit) {
        this.audit = audit;
    }

    /** Why a hit is none, and until when its object is left out; {@code until} may be null. */
    public record DismissRequest(String reason, String until) {
    }

    @GET
    @Operation(summary = "Audit hits, newest first")
    public Page<AuditHit> list(@QueryParam("rule") String rule, @QueryParam("theme") String theme, @QueryParam("severity") String severity,
            @QueryParam("status") String status, @QueryParam("open") Boolean open, @QueryParam("office") String office,
            @QueryParam("accountNo") String accountNo, @QueryParam("offset") Long offset, @QueryParam("limit") Integer limit) {
        return audit.hits(RestContext.current(), new HitQuery(rule, theme, severity, Params.of("status", HitStatus.class, status), open,
                office, accountNo), Pages.of(offset, limit));
    }

    @GET
    @Path("figures")
    @Operation(summary = "How the hits of each rule stand over months")
    public List<AuditFigures> figures(@QueryParam("from") String from, @QueryParam("to") String to, @QueryParam("office") String office) {
        return audit.figures(RestContext.current(), Params.month("from", from), Params.month("to", to), office);
    }

    @GET
    @Path("exclusions")
    @Operation(summary = "Objects that rules leave out today, by end")
    public Page<Exclusion> exclusions(@QueryParam("offset") Long offset, @QueryParam("limit") Integer limit) {
        return audit.exclusions(RestContext.current(), Pages.of(offset, limit));
    }

    @GET
    @Path("{hitId}")
    @Operation(summary = "An audit hit")
    public AuditHit get(@PathParam("hitId") long hitId) {
        return audit.hit(RestContext.current(), hitId);
    }

    @POST
    @Path("{hitId}/dispatch")
    @Operation(summary = "Open the case of a hit that has none")
    public AuditHit dispatch(@PathParam("hitId") long hitId) {
        return audit.dispatch(RestContext.current(), hitId);
    }

    @POST
    @Path("{hitId}/dismiss")
    @Operation(summary = "End a hit without a case as no fault, and leave its object out until a day")
    public AuditHit dismiss(@PathParam("hitId") long hitId, DismissRequest request) {
        DismissRequest body = Requests.body(request);
        return audit.dismiss(RestContext.current(), hitId, body.reason(), Params.date("until", body.until()));
    }
}
