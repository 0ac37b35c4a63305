package org.karawatt.rest.internal.system;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.karawatt.kernel.extension.Contributions;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.karawatt.security.api.Permissions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What bundles have contributed declaratively, with the faults of what was refused. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/system")
@Path("contributions")
@Produces(MediaType.APPLICATION_JSON)
public class ContributionResource implements RestResource {

    private final Contributions contributions;

    @Activate
    public ContributionResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) Contributions contributions) {
        this.contributions = contributions;
    }

    @GET
    @Operation(summary = "Contributions of bundles")
    public List<Contributions.Contribution> list() {
        RestContext.current().require(Permissions.SYSTEM_READ);
        return contributions.list();
    }
}
