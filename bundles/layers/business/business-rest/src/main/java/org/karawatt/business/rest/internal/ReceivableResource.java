package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.ledger.api.LedgerService;
import org.karawatt.ledger.api.Receivable;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What customers owe. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("receivables")
@Produces(MediaType.APPLICATION_JSON)
public class ReceivableResource implements RestResource {

    private final LedgerService ledger;

    @Activate
    public ReceivableResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) LedgerService ledger) {
        this.ledger = ledger;
    }

    @GET
    @Path("of-bills")
    @Operation(summary = "Receivables of up to 500 bills, by the ids of the bills; those out of reach are left out")
    public List<Receivable> ofBills(@QueryParam("id") List<Long> ids) {
        return List.copyOf(ledger.ofBills(RestContext.current(), ids == null ? List.of() : ids).values());
    }

    @GET
    @Operation(summary = "Receivables of an account, or with open=true the open ones of a month and office")
    public Object list(@QueryParam("accountNo") String accountNo, @QueryParam("open") @DefaultValue("false") boolean open,
            @QueryParam("month") String month, @QueryParam("office") String office,
            @QueryParam("overdue") @DefaultValue("false") boolean overdue, @QueryParam("offset") Long offset,
            @QueryParam("limit") Integer limit) {
        CallContext caller = RestContext.current();
        if (open) {
            return ledger.open(caller, month == null ? null : Params.month("month", month), office, overdue, Pages.of(offset, limit));
        }
        return ledger.receivables(caller, Params.text("accountNo", accountNo));
    }
}
