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
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.karawatt.tariff.api.AssignmentDraft;
import org.karawatt.tariff.api.SpecialTerms;
import org.karawatt.tariff.api.TariffAssignment;
import org.karawatt.tariff.api.TariffService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Which tariff accounts are on, and what the tariff needs to know of them. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("tariff-assignments")
@Produces(MediaType.APPLICATION_JSON)
public class TariffAssignmentResource implements RestResource {

    private static final String NO_DEMAND = "NONE";

    private final TariffService tariffs;
    private final CustomerService customers;

    @Activate
    public TariffAssignmentResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) TariffService tariffs,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers) {
        this.tariffs = tariffs;
        this.customers = customers;
    }

    /**
     * An assignment to be made.
     *
     * @param validFrom first day, such as 2026-07-01
     * @param demandMethod NONE when absent
     * @param tierExempt false when absent
     * @param special absent when nothing special applies
     */
    public record AssignRequest(String accountNo, String tariffCode, String validFrom, String demandMethod, BigDecimal contractDemandKw,
            BigDecimal powerFactorStandard, Integer householdPeople, Boolean tierExempt, SpecialTerms special) {
    }

    @GET
    @Operation(summary = "The tariffs of an account, oldest first")
    public List<TariffAssignment> list(@QueryParam("account") String accountNo) {
        CallContext caller = RestContext.current();
        return tariffs.assignments(caller, customers.account(caller, Params.text("account", accountNo)).id());
    }

    @POST
    @Operation(summary = "Put an account on a tariff from a day on; the one before ends there")
    public Response assign(AssignRequest request) {
        AssignRequest body = Requests.body(request);
        CallContext caller = RestContext.current();
        long account = customers.account(caller, Params.text("accountNo", body.accountNo())).id();
        TariffAssignment made = tariffs.assign(caller, new AssignmentDraft(account, body.tariffCode(),
                Params.date("validFrom", body.validFrom()), body.demandMethod() == null ? NO_DEMAND : body.demandMethod(),
                body.contractDemandKw(), body.powerFactorStandard(), body.householdPeople(), Boolean.TRUE.equals(body.tierExempt()),
                body.special()));
        return Response.status(Response.Status.CREATED).entity(made).build();
    }
}
