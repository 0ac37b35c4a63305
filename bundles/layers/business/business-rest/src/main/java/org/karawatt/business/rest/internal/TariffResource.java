package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.karawatt.tariff.api.TariffComparison;
import org.karawatt.tariff.api.TariffInfo;
import org.karawatt.tariff.api.TariffQuery;
import org.karawatt.tariff.api.TariffService;
import org.karawatt.tariff.api.TariffValue;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Tariffs and their versions. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("tariffs")
@Produces(MediaType.APPLICATION_JSON)
public class TariffResource implements RestResource {

    private static final String TODAY = "today";
    private final TariffService tariffs;
    private final BusinessClock clock;

    @Activate
    public TariffResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) TariffService tariffs, @Reference BusinessClock clock) {
        this.tariffs = tariffs;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "Tariff versions without their definitions; of a usage class, valid on a day or today, by text, offered or not")
    public List<TariffInfo> list(@QueryParam("usageClass") String usageClass, @QueryParam("on") String on, @QueryParam("q") String text,
            @QueryParam("offered") Boolean offered) {
        return tariffs.tariffs(RestContext.current(), new TariffQuery(usageClass,
                on == null ? null : TODAY.equals(on) ? clock.today() : Params.date("on", on), text, offered));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One tariff version with the definition that was shipped")
    public TariffInfo get(@PathParam("id") long id) {
        return tariffs.tariff(RestContext.current(), id);
    }

    @GET
    @Path("{id}/values")
    @Operation(summary = "The definition of a tariff version value by value, with names in Chinese and English")
    public List<TariffValue> values(@PathParam("id") long id) {
        return tariffs.values(RestContext.current(), id);
    }

    @GET
    @Path("{id}/comparison")
    @Operation(summary = "Where another tariff version differs from this one, value by value")
    public TariffComparison compare(@PathParam("id") long id, @QueryParam("with") Long with) {
        return tariffs.compare(RestContext.current(), id, Params.required("with", with));
    }
}
