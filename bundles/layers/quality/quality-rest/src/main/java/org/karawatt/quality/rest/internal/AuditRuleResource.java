package org.karawatt.quality.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.karawatt.quality.api.AuditRuleInfo;
import org.karawatt.quality.api.AuditService;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Audit rules. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/quality")
@Path("audit-rules")
@Produces(MediaType.APPLICATION_JSON)
public class AuditRuleResource implements RestResource {

    private final AuditService audit;

    @Activate
    public AuditRuleResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) AuditService audit) {
        this.audit = audit;
    }

    @GET
    @Operation(summary = "All audit rules, by theme and code")
    public List<AuditRuleInfo> list() {
        return audit.rules(RestContext.current());
    }
}
