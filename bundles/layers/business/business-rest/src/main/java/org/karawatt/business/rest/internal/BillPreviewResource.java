package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.karawatt.billing.api.BillExplanation;
import org.karawatt.billing.api.BillingService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What a bill would be. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("bill-preview")
@Produces(MediaType.APPLICATION_JSON)
public class BillPreviewResource implements RestResource {

    private final BillingService billing;

    @Activate
    public BillPreviewResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) BillingService billing) {
        this.billing = billing;
    }

    @GET
    @Operation(summary = "The bill of a month as the run would make it, without storing anything")
    public BillExplanation preview(@QueryParam("accountNo") String accountNo, @QueryParam("month") String month,
            @QueryParam("lang") String lang) {
        CallContext caller = RestContext.current();
        return billing.preview(caller, Params.text("accountNo", accountNo), Params.month("month", month),
                Params.language(lang, caller.locale()));
    }
}
