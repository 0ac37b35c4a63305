package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.karawatt.tariff.api.TariffPackageInfo;
import org.karawatt.tariff.api.TariffService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Tariff packages. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("tariff-packages")
@Produces(MediaType.APPLICATION_JSON)
public class TariffPackageResource implements RestResource {

    private final TariffService tariffs;

    @Activate
    public TariffPackageResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) TariffService tariffs) {
        this.tariffs = tariffs;
    }

    @GET
    @Operation(summary = "Loaded tariff packages")
    public List<TariffPackageInfo> list() {
        return tariffs.packages(RestContext.current());
    }
}
