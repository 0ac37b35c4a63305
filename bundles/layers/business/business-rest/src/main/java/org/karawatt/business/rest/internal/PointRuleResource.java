package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
import java.util.List;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.metering.api.PointLoss;
import org.karawatt.metering.api.PointRule;
import org.karawatt.metering.api.PointRuleDraft;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** How the quantities of metering points are found: agreed quantities, ratios, sub-meters, losses. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("point-rules")
@Produces(MediaType.APPLICATION_JSON)
public class PointRuleResource implements RestResource {

    private final MeteringService metering;
    private final CustomerService customers;

    @Activate
    public PointRuleResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) MeteringService metering,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers) {
        this.metering = metering;
        this.customers = customers;
    }

    /**
     * A rule to be set; the parts are those of {@link PointRuleDraft}.
     *
     * @param validFrom first day, such as 2026-07-01
     */
    public record RuleRequest(String pointNo, String validFrom, String calculation, BigDecimal fixedKwh, BigDecimal ratioPct,
            String priceItem, String parentNo, String connection, PointLoss loss, String standbyGroup) {
    }

    @GET
    @Operation(summary = "The rules of the points of an account, by point and day")
    public List<PointRule> list(@QueryParam("account") String accountNo) {
        CallContext caller = RestContext.current();
        return metering.rules(caller, customers.account(caller, Params.text("account", accountNo)).id());
    }

    @POST
    @Operation(summary = "Give a point another rule from a day on; the one in force ends the day before")
    public Response set(RuleRequest request) {
        RuleRequest body = Requests.body(request);
        PointRule rule = metering.setRule(RestContext.current(), new PointRuleDraft(body.pointNo(),
                Params.date("validFrom", body.validFrom()), body.calculation(), body.fixedKwh(), body.ratioPct(), body.priceItem(),
                body.parentNo(), body.connection(), body.loss(), body.standbyGroup()));
        return Response.status(Response.Status.CREATED).entity(rule).build();
    }
}
