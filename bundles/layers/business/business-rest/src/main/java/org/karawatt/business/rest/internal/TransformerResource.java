package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.equipment.api.Transformer;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Transformers and high-voltage motors of customers. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("transformers")
@Produces(MediaType.APPLICATION_JSON)
public class TransformerResource implements RestResource {

    private final EquipmentService equipment;
    private final CustomerService customers;

    @Activate
    public TransformerResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) EquipmentService equipment,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers) {
        this.equipment = equipment;
        this.customers = customers;
    }

    /** Another state from a day on: RUNNING, STANDBY, SUSPENDED (sealed) or REMOVED. */
    public record StateRequest(String state, String from) {
    }

    @GET
    @Operation(summary = "The equipment of an account with its state today")
    public List<Transformer> list(@QueryParam("account") String accountNo) {
        CallContext caller = RestContext.current();
        return equipment.transformers(caller, customers.account(caller, Params.text("account", accountNo)).id());
    }

    @POST
    @Path("{transformerNo}/states")
    @Operation(summary = "Seal, open, put on standby or remove a transformer from a day on")
    public Transformer setState(@PathParam("transformerNo") String transformerNo, StateRequest request) {
        StateRequest body = Requests.body(request);
        return equipment.setState(RestContext.current(), transformerNo, Params.text("state", body.state()), Params.date("from", body.from()));
    }
}
