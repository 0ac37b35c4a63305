package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
import java.util.List;
import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.kernel.page.Page;
import org.karawatt.ledger.api.BudgetPlan;
import org.karawatt.ledger.api.BudgetPlanService;
import org.karawatt.ledger.api.PlanDraft;
import org.karawatt.ledger.api.PlanProposal;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Plans of equal payments. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("budget-plans")
@Produces(MediaType.APPLICATION_JSON)
public class BudgetPlanResource implements RestResource {

    private final BudgetPlanService plans;

    @Activate
    public BudgetPlanResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) BudgetPlanService plans) {
        this.plans = plans;
    }

    /**
     * A plan to be agreed on.
     *
     * @param startMonth such as 2026-07
     * @param instalment null takes what is proposed
     */
    public record PlanRequest(String accountNo, String startMonth, BigDecimal instalment) {
    }

    /**
     * Another instalment.
     *
     * @param fromMonth such as 2027-01
     */
    public record InstalmentRequest(String fromMonth, BigDecimal instalment) {
    }

    @GET
    @Operation(summary = "Running plans; with review=true only those whose balance has run away")
    public Page<BudgetPlan> running(@QueryParam("review") @DefaultValue("false") boolean review, @QueryParam("offset") Long offset,
            @QueryParam("limit") Integer limit) {
        return plans.running(RestContext.current(), review, Pages.of(offset, limit));
    }

    @GET
    @Path("of-account")
    @Operation(summary = "Plans of an account, newest first")
    public List<BudgetPlan> ofAccount(@QueryParam("account") String accountNo) {
        return plans.ofAccount(RestContext.current(), Params.text("account", accountNo));
    }

    @GET
    @Path("proposal")
    @Operation(summary = "The instalment that an account's last bills come to, and how it is found")
    public PlanProposal proposal(@QueryParam("account") String accountNo) {
        return plans.propose(RestContext.current(), Params.text("account", accountNo));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A plan with its months, its balance and a review that is due")
    public BudgetPlan get(@PathParam("id") long id) {
        return plans.plan(RestContext.current(), id);
    }

    @POST
    @Operation(summary = "Agree on a plan")
    public Response agree(PlanRequest request) {
        PlanRequest body = Requests.body(request);
        BudgetPlan plan = plans.agree(RestContext.current(), new PlanDraft(body.accountNo(), Params.month("startMonth", body.startMonth()),
                body.instalment()));
        return Response.status(Response.Status.CREATED).entity(plan).build();
    }

    @POST
    @Path("{id}/instalments")
    @Operation(summary = "Ask for another instalment from a month on; answers a review")
    public BudgetPlan change(@PathParam("id") long id, InstalmentRequest request) {
        InstalmentRequest body = Requests.body(request);
        return plans.change(RestContext.current(), id, Params.month("fromMonth", body.fromMonth()), body.instalment());
    }

    @POST
    @Path("{id}/settlement")
    @Operation(summary = "End a plan today; its balance falls due or is credited")
    public BudgetPlan end(@PathParam("id") long id) {
        return plans.end(RestContext.current(), id);
    }
}
