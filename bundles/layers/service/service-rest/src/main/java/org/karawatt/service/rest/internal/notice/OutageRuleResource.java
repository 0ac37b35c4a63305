package org.karawatt.service.rest.internal.notice;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.karawatt.outage.api.OutageRule;
import org.karawatt.outage.api.OutageService;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** How long before an outage whom to tell. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/service")
@Path("outage-rules")
@Produces(MediaType.APPLICATION_JSON)
public class OutageRuleResource implements RestResource {

    private final OutageService outages;

    @Activate
    public OutageRuleResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) OutageService outages) {
        this.outages = outages;
    }

    @GET
    @Operation(summary = "Rules of notice in force today")
    public List<OutageRule> list() {
        return outages.rules(RestContext.current());
    }
}
