package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.StreamingOutput;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillExplanation;
import org.karawatt.billing.api.BillQuery;
import org.karawatt.billing.api.BillingService;
import org.karawatt.billing.api.ReplayResult;
import org.karawatt.billing.spi.BillRenderer;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.Page;
import org.karawatt.ledger.api.BudgetPlanService;
import org.karawatt.ledger.api.LedgerService;
import org.karawatt.ledger.api.PlannedBill;
import org.karawatt.ledger.api.Receivable;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.MeterReadingService;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Bills, their explanation, their document and their replay. */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("bills")
@Produces(MediaType.APPLICATION_JSON)
public class BillResource implements RestResource {

    private static final String PDF = "application/pdf";
    /** How far back readings are looked up for a printed bill. */
    private static final int READING_MONTHS = 36;

    private final BillingService billing;
    private final List<BillRenderer> renderers = new CopyOnWriteArrayList<>();

    // bills are listed and explained without these
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile CustomerService customers;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile MeterReadingService readings;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile LedgerService ledger;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile BudgetPlanService plans;

    @Activate
    public BillResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) BillingService billing) {
        this.billing = billing;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addRenderer(BillRenderer renderer) {
        renderers.add(renderer);
    }

    void removeRenderer(BillRenderer renderer) {
        renderers.remove(renderer);
    }

    @GET
    @Operation(summary = "Bills, newest month first, without lines")
    public Page<Bill> list(@QueryParam("month") String month, @QueryParam("accountNo") String accountNo,
            @QueryParam("office") String office, @QueryParam("usageClass") String usageClass, @QueryParam("runId") Long runId,
            @QueryParam("offset") Long offset, @QueryParam("limit") Integer limit) {
        BillQuery query = new BillQuery(month == null ? null : Params.month("month", month), accountNo, office, usageClass, runId);
        return billing.bills(RestContext.current(), query, Pages.of(offset, limit));
    }

    @GET
    @Path("{billNo}")
    @Operation(summary = "A bill with its lines")
    public Bill get(@PathParam("billNo") String billNo) {
        return billing.bill(RestContext.current(), billNo);
    }

    @GET
    @Path("{billNo}/explanation")
    @Operation(summary = "How the bill came to be, told in the caller's language or in the one asked for")
    public BillExplanation explain(@PathParam("billNo") String billNo, @QueryParam("lang") String lang) {
        CallContext caller = RestContext.current();
        return billing.explain(caller, billing.bill(caller, billNo).id(), Params.language(lang, caller.locale()));
    }

    @POST
    @Path("{billNo}/replay")
    @Operation(summary = "Compute the bill again from its stored inputs and compare every line")
    public ReplayResult replay(@PathParam("billNo") String billNo) {
        CallContext caller = RestContext.current();
        return billing.replay(caller, billing.bill(caller, billNo).id());
    }

    @GET
    @Path("{billNo}/budget-plan")
    @Operation(summary = "What a budget plan asks for in place of the bill; 204 when no plan has taken it over")
    public PlannedBill budgetPlan(@PathParam("billNo") String billNo) {
        CallContext caller = RestContext.current();
        return planned(caller, billing.bill(caller, billNo));
    }

    @GET
    @Path("{billNo}/document")
    @Produces(PDF)
    @Operation(summary = "The bill as PDF, in Chinese or English")
    public Response document(@PathParam("billNo") String billNo, @QueryParam("lang") String lang) {
        CallContext caller = RestContext.current();
        BillRenderer renderer = renderers.stream().filter(r -> PDF.equals(r.mediaType())).findFirst()
                .orElseThrow(() -> away("document"));
        Locale language = Params.language(lang, caller.locale());
        BillRenderer.BillDocument document = document(caller, billing.bill(caller, billNo), language);
        StreamingOutput body = out -> renderer.render(document, language, out);
        return Response.ok(body).header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"bill-" + billNo + ".pdf\"").build();
    }

    private BillRenderer.BillDocument document(CallContext caller, Bill bill, Locale language) {
        Account account = present(customers, "customer").account(caller, bill.accountId());
        List<MeterReading> ofMonth = present(readings, "metering").history(caller, bill.accountId(), READING_MONTHS).stream()
                .filter(r -> r.month().equals(bill.month()) && r.status().equals("ACCEPTED")
                        // readings of a reversed bill have been replaced, and those of other days are another bill's
                        && bill.status().equals("ISSUED") && !r.readOn().isAfter(bill.periodTo())
                        && !r.previousOn().isBefore(bill.periodFrom())).toList();
        PlannedBill plan = planned(caller, bill);
        return new BillRenderer.BillDocument(bill, account, ofMonth, billing.explain(caller, bill.id(), language).steps(),
                plan == null ? open(caller, bill) : plan.openAmount(), plan == null ? null
                        : new BillRenderer.BudgetPart(plan.instalment(), plan.settlement(), plan.dueOn(), plan.settledMonth()));
    }

    private PlannedBill planned(CallContext caller, Bill bill) {
        return present(plans, "ledger").ofBills(caller, List.of(bill.id())).get(bill.id());
    }

    private BigDecimal open(CallContext caller, Bill bill) {
        Receivable own = present(ledger, "ledger").ofBills(caller, List.of(bill.id())).get(bill.id());
        return own == null ? bill.amount() : own.openAmount();
    }

    private static <S> S present(S service, String module) {
        if (service == null) {
            throw away(module);
        }
        return service;
    }

    private static KarawattException away(String module) {
        return KarawattException.unavailable(KernelErrors.SERVICE_UNAVAILABLE, module);
    }
}
