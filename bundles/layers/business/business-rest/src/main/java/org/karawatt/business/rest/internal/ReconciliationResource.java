package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.karawatt.ledger.api.PaymentService;
import org.karawatt.ledger.api.Reconciliation;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Bank files against booked payments. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("reconciliation")
@Produces(MediaType.APPLICATION_JSON)
public class ReconciliationResource implements RestResource {

    private final PaymentService payments;

    @Activate
    public ReconciliationResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) PaymentService payments) {
        this.payments = payments;
    }

    @GET
    @Operation(summary = "Do the bank files of a business date agree with what was booked?")
    public Reconciliation reconcile(@QueryParam("date") String date) {
        return payments.reconcile(RestContext.current(), Params.date("date", date));
    }
}
