package org.karawatt.business.rest.internal;

import io.swagger.v3.oas.annotations.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.karawatt.billing.api.BillQuery;
import org.karawatt.billing.api.BillingService;
import org.karawatt.billing.api.Prepay;
import org.karawatt.billing.api.PrepayService;
import org.karawatt.billing.api.StudyService;
import org.karawatt.billing.api.TariffOptions;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.AccountDraft;
import org.karawatt.customer.api.AccountQuery;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.work.ExtensionAttributes;
import org.karawatt.ledger.api.LedgerService;
import org.karawatt.ledger.api.PaymentService;
import org.karawatt.metering.api.MeterReadingService;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.rest.api.Etag;
import org.karawatt.rest.api.Pages;
import org.karawatt.rest.api.Requests;
import org.karawatt.rest.api.RestContext;
import org.karawatt.rest.api.RestResource;
import org.karawatt.tariff.api.TariffService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Accounts and the one-page view of an account. The view is put together from whatever is deployed: a part whose module is away,
 * or that the caller may not see, is left out and named, and the rest is shown.
 */
@Component(service = RestResource.class, property = RestResource.BASE + "=/business")
@Path("accounts")
@Produces(MediaType.APPLICATION_JSON)
public class AccountResource implements RestResource {

    private static final int MONTHS = 24;
    private static final int OPTION_MONTHS = 12;

    private final CustomerService customers;
    private final ExtensionAttributes attributes;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile MeteringService metering;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile MeterReadingService readings;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile EquipmentService equipment;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile TariffService tariffs;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile BillingService billing;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile StudyService studies;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile PrepayService prepay;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile LedgerService ledger;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile PaymentService payments;

    @Activate
    public AccountResource(@Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ExtensionAttributes attributes) {
        this.customers = customers;
        this.attributes = attributes;
    }

    @GET
    @Operation(summary = "Accounts by number, name, telephone or address")
    public Page<Account> list(@QueryParam("text") String text, @QueryParam("office") String office,
            @QueryParam("usageClass") String usageClass, @QueryParam("status") String status, @QueryParam("offset") Long offset,
            @QueryParam("limit") Integer limit) {
        return customers.find(RestContext.current(), new AccountQuery(text, office, usageClass, status), Pages.of(offset, limit));
    }

    @POST
    @Operation(summary = "Create an account with its premises and agreement")
    public Response create(AccountDraft draft) {
        Account account = customers.createAccount(RestContext.current(), Requests.body(draft));
        return Response.status(Response.Status.CREATED).entity(account).header(HttpHeaders.ETAG, Etag.of(account.version())).build();
    }

    @GET
    @Path("{accountNo}")
    @Operation(summary = "One account")
    public Response get(@PathParam("accountNo") String accountNo) {
        Account account = customers.account(RestContext.current(), accountNo);
        return Etag.ok(account, account.version());
    }

    @GET
    @Path("{accountNo}/view")
    @Operation(summary = "Everything about an account on one page; parts whose module is away are named in 'missing'")
    public Map<String, Object> view(@PathParam("accountNo") String accountNo) {
        CallContext caller = RestContext.current();
        Account account = customers.account(caller, accountNo);
        View view = new View();
        view.put("account", account);
        view.put("attributes", attributes.of("customer.account", account.id()));
        view.part("customer", () -> customers, s -> s.customer(caller, account.customerNo()));
        view.part("points", () -> metering, s -> s.points(caller, account.id()));
        view.part("transformers", () -> equipment, s -> s.transformers(caller, account.id()));
        view.part("assignments", () -> tariffs, s -> s.assignments(caller, account.id()));
        view.part("readings", () -> readings, s -> s.history(caller, account.id(), MONTHS));
        view.part("bills", () -> billing, s -> s.bills(caller, new BillQuery(null, accountNo, null, null, null),
                PageRequest.first(MONTHS)).items());
        view.part("receivables", () -> ledger, s -> s.receivables(caller, accountNo));
        view.part("payments", () -> payments, s -> s.payments(caller, accountNo, PageRequest.first(MONTHS)).items());
        return view.finish();
    }

    @GET
    @Path("{accountNo}/prepay-estimate")
    @Operation(summary = "What is left of the balance after the use since the last bill, and whether to remind, to warn or to stop")
    public Prepay prepayEstimate(@PathParam("accountNo") String accountNo) {
        PrepayService service = prepay;
        if (service == null) {
            throw KarawattException.unavailable(KernelErrors.SERVICE_UNAVAILABLE, "billing");
        }
        return service.estimate(RestContext.current(), accountNo);
    }

    @GET
    @Path("{accountNo}/tariff-options")
    @Operation(summary = "What the account's last bills would have come to on each tariff open to it, cheapest first")
    public TariffOptions tariffOptions(@PathParam("accountNo") String accountNo, @QueryParam("months") Integer months) {
        StudyService service = studies;
        if (service == null) {
            throw KarawattException.unavailable(KernelErrors.SERVICE_UNAVAILABLE, "billing");
        }
        return service.tariffOptions(RestContext.current(), accountNo, months == null ? OPTION_MONTHS : months);
    }

    /** Collects the parts of a view and the names of those that are not to be had. */
    private static final class View {
        private final Map<String, Object> parts = new LinkedHashMap<>();
        private final List<String> missing = new ArrayList<>();

        void put(String name, Object value) {
            parts.put(name, value);
        }

        /** @param current the service as it is bound now */
        <S> void part(String name, Supplier<S> current, Function<S, Object> read) {
            S service = current.get();
            if (service == null) {
                missing.add(name);
                return;
            }
            try {
                parts.put(name, read.apply(service));
            } catch (KarawattException e) {
                if (e.kind() != KarawattException.Kind.DENIED && e.kind() != KarawattException.Kind.UNAVAILABLE) {
                    throw e;
                }
                missing.add(name);
            } catch (RuntimeException e) {
                if (current.get() == service) {
                    throw e;
                }
                // the module went while it was asked
                missing.add(name);
            }
        }

        Map<String, Object> finish() {
            parts.put("missing", missing);
            return parts;
        }
    }
}
