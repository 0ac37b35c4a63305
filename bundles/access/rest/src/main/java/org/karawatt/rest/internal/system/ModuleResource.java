package org.karawatt.rest.internal.system;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.karawatt.kernel.extension.Modules;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.karawatt.security.api.Permissions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What is deployed, who provides what, and what waits for what. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/system")
@Path("modules")
@Produces(MediaType.APPLICATION_JSON)
public class ModuleResource implements RestResource {

    private final Modules modules;

    @Activate
    public ModuleResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) Modules modules) {
        this.modules = modules;
    }

    @GET
    @Operation(summary = "Modules that are deployed")
    public List<Modules.Module> list() {
        RestContext.current().require(Permissions.SYSTEM_READ);
        return modules.list();
    }
}
