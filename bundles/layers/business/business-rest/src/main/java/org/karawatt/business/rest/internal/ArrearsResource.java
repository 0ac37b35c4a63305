package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.karawatt.ledger.api.Arrears;
import org.karawatt.ledger.api.LedgerService;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Sums of receivables. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("arrears")
@Produces(MediaType.APPLICATION_JSON)
public class ArrearsResource implements RestResource {

    private final LedgerService ledger;

    @Activate
    public ArrearsResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) LedgerService ledger) {
        this.ledger = ledger;
    }

    @GET
    @Operation(summary = "Billed, open and overdue amounts")
    public Arrears arrears(@QueryParam("month") String month, @QueryParam("office") String office) {
        return ledger.arrears(RestContext.current(), month == null ? null : Params.month("month", month), office);
    }
}
