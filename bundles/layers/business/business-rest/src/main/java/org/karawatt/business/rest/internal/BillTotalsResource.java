package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.karawatt.billing.api.BillTotals;
import org.karawatt.billing.api.BillingService;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Sums of bills. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("bill-totals")
@Produces(MediaType.APPLICATION_JSON)
public class BillTotalsResource implements RestResource {

    private final BillingService billing;

    @Activate
    public BillTotalsResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) BillingService billing) {
        this.billing = billing;
    }

    @GET
    @Operation(summary = "Number, energy by class and amounts by component of a month's bills")
    public BillTotals totals(@QueryParam("month") String month, @QueryParam("office") String office) {
        return billing.totals(RestContext.current(), Params.month("month", month), office);
    }
}
