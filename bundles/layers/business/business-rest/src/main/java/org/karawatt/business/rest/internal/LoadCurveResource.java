package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.Period;
import org.karawatt.metering.api.LoadCurve;
import org.karawatt.metering.api.LoadCurveDraft;
import org.karawatt.metering.api.LoadCurveService;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Energy by interval. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("load-curves")
@Produces(MediaType.APPLICATION_JSON)
public class LoadCurveResource implements RestResource {

    private final LoadCurveService curves;
    private final CustomerService customers;

    @Activate
    public LoadCurveResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) LoadCurveService curves,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers) {
        this.curves = curves;
        this.customers = customers;
    }

    @GET
    @Operation(summary = "Latest load curves of an account from a day until another, which does not belong to it; at most 400 days")
    public List<LoadCurve> list(@QueryParam("account") String accountNo, @QueryParam("from") String from, @QueryParam("to") String to) {
        CallContext caller = RestContext.current();
        return curves.curves(caller, customers.account(caller, Params.text("account", accountNo)).id(),
                new Period(Params.date("from", from), Params.date("to", to)));
    }

    @POST
    @Operation(summary = "Take in load curves, all or none: 24, 48 or 96 values in kWh for each day and channel DRAWN or FED")
    public Map<String, Integer> take(List<LoadCurveDraft> batch) {
        return Map.of("taken", curves.take(RestContext.current(), Requests.body(batch)));
    }
}
