package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.ledger.api.PaymentService;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Open debts for the banks. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("debts")
@Produces(MediaType.APPLICATION_JSON)
public class DebtResource implements RestResource {

    private final PaymentService payments;

    @Activate
    public DebtResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) PaymentService payments) {
        this.payments = payments;
    }

    @GET
    @Path("export")
    @Produces("text/csv")
    @Operation(summary = "Open debts as a bank debit file")
    public Response export(@QueryParam("month") String month, @QueryParam("office") String office) {
        CallContext caller = RestContext.current();
        BillingMonth of = Params.month("month", month);
        StreamingOutput body = out -> payments.exportDebts(caller, of, office, out);
        return Params.attachment(body, "debts-" + of + ".csv");
    }
}
