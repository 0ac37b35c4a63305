package org.karawatt.business.rest.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.karawatt.tariff.api.SimulationRequest;
import org.karawatt.tariff.api.TariffService;
import org.karawatt.tariff.api.TariffSimulation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What an input costs on tariffs; nothing is stored. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("tariff-simulations")
@Produces(MediaType.APPLICATION_JSON)
public class TariffSimulationResource implements RestResource {

    private final TariffService tariffs;

    @Activate
    public TariffSimulationResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) TariffService tariffs) {
        this.tariffs = tariffs;
    }

    /**
     * What is to be priced.
     *
     * @param tariffIds one to ten tariff versions
     * @param input the input in the form of worked cases
     * @param curve range of energy; null for none
     */
    public record Simulation(List<Long> tariffIds, @Schema(type = "object") JsonNode input, SimulationRequest.Curve curve) {
    }

    @POST
    @Operation(summary = "Price an input on up to ten tariffs as a bill would be priced, with a curve over energy when asked for")
    public List<TariffSimulation> simulate(Simulation simulation) {
        Simulation asked = Requests.body(simulation);
        return tariffs.simulate(RestContext.current(),
                new SimulationRequest(asked.tariffIds(), asked.input() == null ? null : asked.input().toString(), asked.curve()));
    }
}
