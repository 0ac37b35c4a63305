package org.karawatt.rest.internal.system;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.karawatt.kernel.work.SchemaState;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.karawatt.security.api.Permissions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The database and the change sets that it has seen. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/system")
@Path("schema")
@Produces(MediaType.APPLICATION_JSON)
public class SchemaResource implements RestResource {

    private final SchemaState schema;

    /** Product and version of the database, and its change sets, oldest first. */
    public record Schema(String database, List<SchemaState.Applied> applied) {
    }

    @Activate
    public SchemaResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) SchemaState schema) {
        this.schema = schema;
    }

    @GET
    @Operation(summary = "Database and schema")
    public Schema schema() {
        RestContext.current().require(Permissions.SYSTEM_READ);
        return new Schema(schema.database(), schema.applied());
    }
}
