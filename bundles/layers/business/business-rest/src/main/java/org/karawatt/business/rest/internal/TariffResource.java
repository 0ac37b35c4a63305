package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.karawatt.tariff.api.TariffInfo;
import org.karawatt.tariff.api.TariffService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Tariffs and their versions. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("tariffs")
@Produces(MediaType.APPLICATION_JSON)
public class TariffResource implements RestResource {

    private final TariffService tariffs;

    @Activate
    public TariffResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) TariffService tariffs) {
        this.tariffs = tariffs;
    }

    @GET
    @Operation(summary = "All tariff versions, without their definitions")
    public List<TariffInfo> list() {
        return tariffs.tariffs(RestContext.current());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One tariff version with the definition that was shipped")
    public TariffInfo get(@PathParam("id") long id) {
        return tariffs.tariff(RestContext.current(), id);
    }
}
