package org.karawatt.portal.internal.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillExplanation;
import org.karawatt.billing.api.BillLine;
import org.karawatt.billing.api.BillingService;
import org.karawatt.billing.spi.BillRenderer;
import org.karawatt.customer.api.Account;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.ledger.api.BudgetPlanService;
import org.karawatt.ledger.api.LedgerService;
import org.karawatt.ledger.api.PlannedBill;
import org.karawatt.ledger.api.Receivable;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.MeterReadingService;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.portal.api.AccountProof;
import org.karawatt.portal.api.ApplicationDraft;
import org.karawatt.portal.api.ApplicationForm;
import org.karawatt.portal.api.MonthUsage;
import org.karawatt.portal.api.PortalAccount;
import org.karawatt.portal.api.PortalApplication;
import org.karawatt.portal.api.PortalBalance;
import org.karawatt.portal.api.PortalBill;
import org.karawatt.portal.api.PortalCaller;
import org.karawatt.portal.api.PortalErrors;
import org.karawatt.portal.api.PortalFile;
import org.karawatt.portal.api.PortalService;
import org.karawatt.portal.internal.calc.Usage;
import org.karawatt.portal.internal.config.PortalConfig;
import org.karawatt.portal.internal.service.OwnAccounts.Own;
import org.karawatt.portal.internal.store.LoginStore;
import org.karawatt.portal.internal.store.LoginStore.Link;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What customers see and do; {@link OwnAccounts} says what is theirs. */
@Component(service = PortalService.class, configurationPid = PortalConfig.PID)
public final class DefaultPortalService implements PortalService {

    private static final String PDF = "application/pdf";
    /** How far back readings are looked up for a printed bill. */
    private static final int READING_MONTHS = 36;
    private static final int AT_ONCE = 500;
    private static final Set<String> OF_PLANS = Set.of("INSTALMENT", "SETTLEMENT");

    private final UnitOfWork work;
    private final LoginStore logins;
    private final Numbering numbering;
    private final AuditTrail audit;
    private final BusinessClock clock;
    private final OwnAccounts own;
    private final Proofs proofs;
    private final Applications applications;
    private final BillingService billing;
    private final Limits limits;
    private final int mostLinks;
    private final List<BillRenderer> renderers = new CopyOnWriteArrayList<>();

    // bills are listed and explained without these
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile LedgerService ledger;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile BudgetPlanService plans;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile MeterReadingService readings;

    @Activate
    public DefaultPortalService(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work, @Reference BulkStore bulk,
            @Reference Numbering numbering, @Reference AuditTrail audit, @Reference BusinessClock clock, @Reference OwnAccounts own,
            @Reference Proofs proofs, @Reference Applications applications,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BillingService billing, PortalConfig config) {
        this.work = work;
        this.logins = new LoginStore(bulk);
        this.numbering = numbering;
        this.audit = audit;
        this.clock = clock;
        this.own = own;
        this.proofs = proofs;
        this.applications = applications;
        this.billing = billing;
        this.limits = new Limits(work, bulk, clock, config);
        this.mostLinks = Math.max(1, Math.min(100, config.links_max()));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addRenderer(BillRenderer renderer) {
        renderers.add(renderer);
    }

    void removeRenderer(BillRenderer renderer) {
        renderers.remove(renderer);
    }

    @Override
    public List<PortalAccount> accounts(PortalCaller caller) {
        applications.linkSupplied(caller);
        return own.all(caller).stream().map(each -> told(caller, each)).toList();
    }

    private PortalAccount told(PortalCaller caller, Own mine) {
        Account account = own.details(caller, mine);
        return new PortalAccount(account.accountNo(), account.customerName(), account.address(), account.usageClass(), account.status(),
                own.holding(caller, mine).from());
    }

    @Override
    public PortalAccount link(PortalCaller caller, AccountProof proof) {
        Faults faults = new Faults();
        Proofs.check("", proof, faults);
        faults.throwIfAny();
        limits.address(caller.visitor());
        limits.account(proof.accountNo());
        Link link = proofs.proven(caller.visitor(), proof);
        limits.forgetAccount(proof.accountNo());
        limits.giveBack(caller.visitor());
        work.required(() -> {
            logins.lock(caller.loginId());
            List<Link> links = logins.links(caller.loginId());
            if (links.size() >= mostLinks && links.stream().noneMatch(each -> each.accountId() == link.accountId())) {
                throw KarawattException.conflict(PortalErrors.TOO_MANY_LINKS, mostLinks);
            }
            logins.link(numbering.nextId(), caller.loginId(), link, clock.now());
            record(caller, "portal.linked", link.accountId());
        });
        return told(caller, own.account(caller, proof.accountNo().strip()));
    }

    @Override
    public void unlink(PortalCaller caller, String accountNo) {
        Own mine = own.account(caller, accountNo);
        work.required(() -> {
            logins.unlink(caller.loginId(), mine.accountId());
            record(caller, "portal.unlinked", mine.accountId());
        });
    }

    private void record(PortalCaller caller, String action, long accountId) {
        audit.record(Narrow.named(caller.user(), caller.visitor()), action, "account", accountId, null);
    }

    @Override
    public Page<PortalBill> bills(PortalCaller caller, String accountNo, PageRequest page) {
        Own mine = own.account(caller, accountNo);
        List<Bill> all = own.bills(caller, mine);
        List<Bill> shown = all.stream().skip(page.offset()).limit(page.limit()).toList();
        Map<Long, BigDecimal> open = open(caller, mine, shown);
        Map<Long, PlannedBill> planned = planned(caller, mine, shown);
        return Page.of(shown.stream().map(bill -> told(bill, mine, open.get(bill.id()), planned.get(bill.id()), List.of())).toList(), page,
                all.size());
    }

    @Override
    public PortalBill bill(PortalCaller caller, String billNo) {
        Map.Entry<Own, Bill> found = own.bill(caller, billNo);
        Own mine = found.getKey();
        Bill bill = found.getValue();
        return told(bill, mine, open(caller, mine, List.of(bill)).get(bill.id()), planned(caller, mine, List.of(bill)).get(bill.id()),
                bill.lines());
    }

    private static PortalBill told(Bill bill, Own mine, BigDecimal open, PlannedBill plan, List<BillLine> lines) {
        return new PortalBill(bill.billNo(), mine.accountNo(), bill.month(), bill.kind(), bill.periodFrom(), bill.periodTo(),
                bill.energyKwh(), bill.amount(), bill.currency(), bill.dueOn(), bill.issuedAt(), plan == null ? open : plan.openAmount(),
                plan == null ? null : new PortalBill.Budget(plan.instalment(), plan.settlement(), plan.dueOn(), plan.settledMonth()), lines);
    }

    /** What budget plans ask for in place of bills, by the id of the bill. */
    private Map<Long, PlannedBill> planned(PortalCaller caller, Own mine, List<Bill> bills) {
        BudgetPlanService present = plans;
        return bills.isEmpty() || present == null ? Map.of()
                : present.ofBills(mine.reader(caller, "ledger.read"), bills.stream().map(Bill::id).limit(AT_ONCE).toList());
    }

    /** What is open of bills, by id; absent where there is no receivable. */
    private Map<Long, BigDecimal> open(PortalCaller caller, Own mine, List<Bill> bills) {
        return receivables(caller, mine, bills).stream().collect(Collectors.toMap(Receivable::id, Receivable::openAmount));
    }

    private List<Receivable> receivables(PortalCaller caller, Own mine, List<Bill> bills) {
        CallContext reader = mine.reader(caller, "ledger.read");
        List<Long> ids = bills.stream().map(Bill::id).limit(AT_ONCE).toList();
        LedgerService present = ledger;
        return ids.isEmpty() || present == null ? List.of()
                : present.ofBills(reader, ids).values().stream().filter(r -> r.accountId() == mine.accountId()).toList();
    }

    @Override
    public List<BillExplanation.Step> explanation(PortalCaller caller, String billNo, Locale locale) {
        Map.Entry<Own, Bill> found = own.bill(caller, billNo);
        return billing.explain(found.getKey().reader(caller, "billing.read"), found.getValue().id(), locale).steps();
    }

    @Override
    public byte[] document(PortalCaller caller, String billNo, Locale locale) {
        Map.Entry<Own, Bill> found = own.bill(caller, billNo);
        BillRenderer renderer = renderers.stream().filter(each -> PDF.equals(each.mediaType())).findFirst()
                .orElse(null);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Present.or(renderer, "document").render(printed(caller, found.getKey(), found.getValue(), locale), locale, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private BillRenderer.BillDocument printed(PortalCaller caller, Own mine, Bill bill, Locale locale) {
        // a printed bill says what is open of it
        Present.or(ledger, "ledger");
        List<MeterReading> ofBill = Present.or(readings, "metering").history(mine.reader(caller, "reading.read"), mine.accountId(), READING_MONTHS).stream()
                // readings of other days are another bill's, perhaps of whoever had the account before
                .filter(r -> r.month().equals(bill.month()) && r.status().equals("ACCEPTED") && !r.readOn().isAfter(bill.periodTo())
                        && r.previousOn() != null && !r.previousOn().isBefore(bill.periodFrom())).toList();
        BigDecimal open = Objects.requireNonNullElse(open(caller, mine, List.of(bill)).get(bill.id()), bill.amount());
        PlannedBill plan = planned(caller, mine, List.of(bill)).get(bill.id());
        return new BillRenderer.BillDocument(bill, own.details(caller, mine), ofBill,
                billing.explain(mine.reader(caller, "billing.read"), bill.id(), locale).steps(), plan == null ? open : plan.openAmount(),
                plan == null ? null : new BillRenderer.BudgetPart(plan.instalment(), plan.settlement(), plan.dueOn(), plan.settledMonth()));
    }

    @Override
    public List<MonthUsage> usage(PortalCaller caller, String accountNo) {
        return Usage.of(own.bills(caller, own.account(caller, accountNo)));
    }

    @Override
    public PortalBalance balance(PortalCaller caller, String accountNo) {
        Own mine = own.account(caller, accountNo);
        List<Bill> bills = own.bills(caller, mine);
        Set<Long> his = bills.stream().map(Bill::id).collect(Collectors.toSet());
        // a budget plan asks in the months of his bills; what it asked of somebody before him was settled with that one's last bill
        Set<BillingMonth> months = bills.stream().map(Bill::month).collect(Collectors.toSet());
        List<Receivable> open = Present.or(ledger, "ledger").receivables(mine.reader(caller, "ledger.read"), mine.accountNo()).stream()
                .filter(r -> his.contains(r.id()) || OF_PLANS.contains(r.kind()) && months.contains(r.month()))
                .filter(r -> r.openAmount().signum() > 0).toList();
        LocalDate today = clock.today();
        return new PortalBalance(sum(open.stream().map(Receivable::openAmount).toList()),
                sum(open.stream().filter(r -> r.dueOn().isBefore(today)).map(Receivable::openAmount).toList()),
                sum(open.stream().map(Receivable::lateFee).filter(Objects::nonNull).toList()),
                open.stream().map(Receivable::dueOn).filter(day -> !day.isBefore(today)).min(LocalDate::compareTo).orElse(null));
    }

    /** Nothing open is a sum of nothing, which is zero and not missing. */
    private static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(new BigDecimal("0.00"), BigDecimal::add);
    }

    @Override
    public ApplicationForm applicationForm(PortalCaller caller) {
        return applications.form(caller);
    }

    @Override
    public PortalApplication apply(PortalCaller caller, ApplicationDraft draft) {
        return applications.apply(caller, draft);
    }

    @Override
    public List<PortalApplication> applications(PortalCaller caller) {
        return applications.all(caller);
    }

    @Override
    public PortalApplication application(PortalCaller caller, String caseNo) {
        return applications.one(caller, caseNo);
    }

    @Override
    public List<PortalFile> files(PortalCaller caller, String caseNo) {
        return applications.files(caller, caseNo);
    }

    @Override
    public PortalFile addFile(PortalCaller caller, String caseNo, String fileName, String mediaType, InputStream content) {
        return applications.addFile(caller, caseNo, fileName, mediaType, content);
    }

    @Override
    public PortalApplication complete(PortalCaller caller, String caseNo, String outcome) {
        return applications.complete(caller, caseNo, outcome);
    }
}
