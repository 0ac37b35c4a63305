package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.karawatt.ledger.api.Balance;
import org.karawatt.ledger.api.LedgerService;
import org.karawatt.ledger.api.Proof;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Balances and proofs. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("ledger")
@Produces(MediaType.APPLICATION_JSON)
public class LedgerResource implements RestResource {

    private final LedgerService ledger;

    @Activate
    public LedgerResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) LedgerService ledger) {
        this.ledger = ledger;
    }

    @GET
    @Path("balances")
    @Operation(summary = "Balances of the ledger accounts")
    public List<Balance> balances() {
        return ledger.balances(RestContext.current());
    }

    @GET
    @Path("proof")
    @Operation(summary = "Prove that bills, receivables, bookings and energy of a month agree")
    public Proof prove(@QueryParam("month") String month, @QueryParam("office") String office) {
        return ledger.prove(RestContext.current(), Params.month("month", month), Params.text("office", office));
    }
}
