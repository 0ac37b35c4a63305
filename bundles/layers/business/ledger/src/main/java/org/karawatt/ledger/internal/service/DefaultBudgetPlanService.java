package org.karawatt.ledger.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.karawatt.billing.api.BillQuery;
import org.karawatt.billing.api.BillingService;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.ledger.api.BudgetPlan;
import org.karawatt.ledger.api.BudgetPlan.Instalment;
import org.karawatt.ledger.api.BudgetPlan.Month;
import org.karawatt.ledger.api.BudgetPlanService;
import org.karawatt.ledger.api.LedgerErrors;
import org.karawatt.ledger.api.PlanDraft;
import org.karawatt.ledger.api.PlanProposal;
import org.karawatt.ledger.api.PlanProposal.Basis;
import org.karawatt.ledger.api.PlannedBill;
import org.karawatt.ledger.internal.calc.Debt;
import org.karawatt.ledger.internal.calc.Instalments;
import org.karawatt.ledger.internal.calc.PaymentChecks;
import org.karawatt.ledger.internal.config.PlanConfig;
import org.karawatt.ledger.internal.store.PlanStore;
import org.karawatt.ledger.internal.store.PlanStore.Entry;
import org.karawatt.ledger.internal.store.PlanStore.Plan;
import org.karawatt.ledger.internal.store.ReceivableStore;
import org.karawatt.ledger.internal.store.ReceivableStore.NewReceivable;
import org.karawatt.ledger.internal.store.ReceivableStore.Stored;
import org.karawatt.persistence.store.BulkStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/** Agrees on budget plans, shows how they stand, changes and ends them; posting bills to them is what {@link Plans} does. */
@Component(service = BudgetPlanService.class, configurationPid = PlanConfig.PID)
@Designate(ocd = PlanConfig.class)
public final class DefaultBudgetPlanService implements BudgetPlanService {

    private static final String READ = "ledger.read";
    private static final String PLAN = "payment.plan";
    private static final int MOST_PLANS = 20;
    private static final int MOST_AHEAD = 12;
    /** Bills of an account that are read for an average: those of 12 months, with some to spare for corrections. */
    private static final int BILLS = 100;
    private static final int MOST_BILLS = 500;

    private final UnitOfWork work;
    private final Numbering numbering;
    private final BusinessClock clock;
    private final AuditTrail audit;
    private final Accounts accounts;
    private final PlanStore store;
    private final ReceivableStore receivables;
    private final Plans plans;
    private final Advances advances;
    private final int months;
    private final int leastBills;
    private final BigDecimal step;
    private final BigDecimal reviewShare;
    private final int dueDays;

    /** Only proposals look at bills. Billing needs the ledger to run, so nothing here waits for billing. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile BillingService billing;

    @Activate
    public DefaultBudgetPlanService(@Reference UnitOfWork work, @Reference BulkStore bulk, @Reference Numbering numbering,
            @Reference BusinessClock clock, @Reference AuditTrail audit, @Reference LedgerBasics loaded,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices, PlanConfig config) {
        this.work = work;
        this.numbering = numbering;
        this.clock = clock;
        this.audit = audit;
        this.accounts = new Accounts(customers, offices);
        this.store = new PlanStore(bulk);
        this.receivables = new ReceivableStore(bulk);
        this.advances = new Advances(bulk, numbering);
        this.plans = new Plans(bulk, numbering, advances);
        this.months = within("months", config.months(), 2, 24);
        this.leastBills = within("leastBills", config.leastBills(), 1, Instalments.MOST_BILLS);
        this.step = BigDecimal.valueOf(within("step", config.step(), 1, 1_000));
        this.reviewShare = BigDecimal.valueOf(within("reviewPercent", config.reviewPercent(), 1, 1_000), 2);
        this.dueDays = within("dueDays", config.dueDays(), 0, 365);
    }

    private static int within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(PlanConfig.PID + ": " + name + " must be between " + least + " and " + most);
        }
        return value;
    }

    @Override
    public PlanProposal propose(CallContext context, String accountNo) {
        context.require(READ);
        return work.readOnly(() -> proposal(billed(accounts.account(context, accountNo)), BigDecimal.ZERO, months));
    }

    /** What was billed by month, newest first, at most 12 months; what has been taken back does not count. */
    private List<Basis> billed(AccountTerms account) {
        BillingService present = billing;
        if (present == null) {
            throw KarawattException.unavailable(KernelErrors.SERVICE_UNAVAILABLE, "billing");
        }
        Map<BillingMonth, BigDecimal> byMonth = new TreeMap<>(Comparator.reverseOrder());
        present.bills(CallContext.system(), new BillQuery(null, account.accountNo(), null, null, null), PageRequest.first(BILLS)).items()
                .stream().filter(bill -> bill.status().equals("ISSUED"))
                .forEach(bill -> byMonth.merge(bill.month(), bill.amount(), BigDecimal::add));
        return byMonth.entrySet().stream().limit(Instalments.MOST_BILLS).map(each -> new Basis(each.getKey(), each.getValue())).toList();
    }

    private PlanProposal proposal(List<Basis> bills, BigDecimal balance, int over) {
        if (bills.size() < leastBills) {
            throw KarawattException.conflict(LedgerErrors.TOO_FEW_BILLS, leastBills, bills.size());
        }
        return Instalments.propose(bills, balance, over, step);
    }

    @Override
    public BudgetPlan agree(CallContext context, PlanDraft draft) {
        context.require(PLAN);
        Faults faults = new Faults().text("accountNo", draft.accountNo(), 20).required("startMonth", draft.startMonth());
        amount(faults, draft.instalment());
        faults.throwIfAny();
        return work.required(() -> {
            AccountTerms account = accounts.account(context, draft.accountNo());
            List<Basis> bills = billed(account);
            BillingMonth today = BillingMonth.of(clock.today());
            month("startMonth", draft.startMonth(), bills.isEmpty() ? after(today, -MOST_AHEAD) : bills.get(0).month().next(),
                    after(today, MOST_AHEAD));
            if (!store.lockRunning(List.of(account.accountId())).isEmpty()) {
                throw KarawattException.conflict(LedgerErrors.PLAN_RUNNING, draft.accountNo());
            }
            BigDecimal instalment = draft.instalment() == null ? proposal(bills, BigDecimal.ZERO, months).instalment()
                    : draft.instalment().setScale(2);
            Plan plan = new Plan(numbering.nextId(), account.accountId(), account.officeId(), draft.startMonth(),
                    after(draft.startMonth(), months - 1), after(draft.startMonth(), months / 2 - 1), reviewShare, PlanStore.REVIEW_AHEAD,
                    context.user(), clock.now(), null, 0);
            store.insert(plan);
            store.ask(plan.id(), plan.start(), instalment);
            audit.record(context, "ledger.plan.agreed", "plan", plan.id(), account.accountNo() + " " + plan.start() + " " + instalment);
            return told(context, plan);
        });
    }

    private static void amount(Faults faults, BigDecimal amount) {
        if (amount != null && !PaymentChecks.isAmount(amount)) {
            faults.add("instalment", LedgerErrors.BAD_AMOUNT, amount);
        }
    }

    private static void month(String field, BillingMonth month, BillingMonth first, BillingMonth last) {
        if (month.compareTo(first) < 0 || month.compareTo(last) > 0) {
            new Faults().add(field, LedgerErrors.PLAN_MONTH, first, last).throwIfAny();
        }
    }

    private static BillingMonth after(BillingMonth month, int months) {
        return BillingMonth.of(month.firstDay().plusMonths(months));
    }

    @Override
    public BudgetPlan plan(CallContext context, long id) {
        context.require(READ);
        return work.readOnly(() -> told(context, visible(context, id, store.find(id).orElse(null))));
    }

    private Plan visible(CallContext context, long id, Plan found) {
        if (found == null || !accounts.offices().covers(context, found.officeId())) {
            throw KarawattException.notFound(LedgerErrors.PLAN_UNKNOWN, id);
        }
        return found;
    }

    @Override
    public List<BudgetPlan> ofAccount(CallContext context, String accountNo) {
        context.require(READ);
        return work.readOnly(() -> told(context, store.ofAccount(accounts.account(context, accountNo).accountId(), MOST_PLANS)));
    }

    @Override
    public Map<Long, PlannedBill> ofBills(CallContext context, Collection<Long> billIds) {
        context.require(READ);
        if (billIds.size() > MOST_BILLS) {
            throw KarawattException.invalid(KernelErrors.OUT_OF_RANGE, 0, MOST_BILLS);
        }
        return work.readOnly(() -> {
            List<Entry> taken = store.ofBills(billIds).stream()
                    .filter(each -> accounts.offices().covers(context, each.officeId())).toList();
            Map<Long, List<Entry>> entries = store.entries(taken.stream().map(Entry::planId).distinct().toList());
            Map<Long, Debt> debts = receivables.ofBills(entries.values().stream().flatMap(List::stream).map(Entry::receivableId).distinct()
                    .toList()).stream().collect(Collectors.toMap(Stored::id, Stored::debt));
            Map<Long, PlannedBill> found = new HashMap<>();
            for (Entry bill : taken) {
                found.put(bill.receivableId(), planned(bill.month(), store.find(bill.planId()).orElseThrow(), entries.get(bill.planId()),
                        debts));
            }
            return found;
        });
    }

    private static PlannedBill planned(BillingMonth month, Plan plan, List<Entry> entries, Map<Long, Debt> debts) {
        List<Entry> asked = asked(PlanStore.INSTALMENT, month, entries);
        boolean settles = asked.isEmpty();
        asked = settles ? asked(PlanStore.SETTLEMENT, month, entries) : asked;
        BigDecimal amount = asked.stream().map(each -> each.amount().negate()).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
        List<Debt> owed = asked.stream().map(each -> debts.get(each.receivableId())).toList();
        return new PlannedBill(plan.id(), settles ? null : amount, settles ? amount : null,
                owed.stream().map(Debt::open).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add),
                owed.stream().map(Debt::dueOn).max(LocalDate::compareTo).orElse(null), plan.end());
    }

    /** Entries by which a plan asks for something; those that credit have the other sign. */
    private static List<Entry> asked(String kind, BillingMonth month, List<Entry> entries) {
        return entries.stream().filter(each -> each.kind().equals(kind) && each.month().equals(month) && each.amount().signum() < 0)
                .toList();
    }

    @Override
    public Page<BudgetPlan> running(CallContext context, boolean reviewOnly, PageRequest page) {
        context.require(READ);
        return work.readOnly(() -> {
            Page<Plan> found = store.running(context.scope(), reviewOnly, page);
            return Page.of(told(context, found.items()), page, found.total());
        });
    }

    @Override
    public BudgetPlan change(CallContext context, long id, BillingMonth fromMonth, BigDecimal instalment) {
        context.require(PLAN);
        Faults faults = new Faults().required("fromMonth", fromMonth).required("instalment", instalment);
        amount(faults, instalment);
        faults.throwIfAny();
        return work.required(() -> {
            PlanState state = runningState(context, id);
            month("fromMonth", fromMonth, state.lastMonth().map(BillingMonth::next).orElse(state.plan().start()),
                    state.plan().end().previous());
            store.ask(id, fromMonth, instalment.setScale(2));
            if (state.plan().review().equals(PlanStore.REVIEW_DUE)) {
                store.review(id, PlanStore.REVIEW_OVER);
            }
            audit.record(context, "ledger.plan.changed", "plan", id, fromMonth + " " + instalment.setScale(2));
            return told(context, store.find(id).orElseThrow());
        });
    }

    @Override
    public BudgetPlan end(CallContext context, long id) {
        context.require(PLAN);
        return work.required(() -> {
            PlanState state = runningState(context, id);
            LocalDate today = clock.today();
            AccountTerms account = accounts.account(context, number(state.plan()));
            List<NewReceivable> owed = plans.end(state, new Plans.Terms(state.lastMonth().orElse(state.plan().start()),
                    account.officeId(), today.plusDays(dueDays), account.usageClass(), today));
            if (!owed.isEmpty()) {
                advances.use(owed, today);
            }
            audit.record(context, "ledger.plan.ended", "plan", id, today.toString());
            return told(context, store.find(id).orElseThrow());
        });
    }

    private PlanState runningState(CallContext context, long id) {
        Plan plan = visible(context, id, store.lock(List.of(id)).get(id));
        if (!plan.isRunning()) {
            throw KarawattException.conflict(LedgerErrors.PLAN_SETTLED, id);
        }
        return plans.state(plan);
    }

    private String number(Plan plan) {
        return accounts.numbers(List.of(plan.accountId())).get(plan.accountId());
    }

    private BudgetPlan told(CallContext context, Plan plan) {
        return told(context, List.of(plan)).get(0);
    }

    private List<BudgetPlan> told(CallContext context, List<Plan> found) {
        Map<Long, String> numbers = accounts.numbers(found.stream().map(Plan::accountId).toList());
        Map<Long, List<Entry>> entries = store.entries(found.stream().map(Plan::id).toList());
        Map<Long, List<Instalment>> instalments = store.instalments(found.stream().map(Plan::id).toList());
        List<BudgetPlan> told = new ArrayList<>();
        for (Plan plan : found) {
            PlanState state = new PlanState(plan, instalments.get(plan.id()), entries.getOrDefault(plan.id(), List.of()));
            told.add(new BudgetPlan(plan.id(), plan.accountId(), numbers.get(plan.accountId()), plan.officeId(), plan.start(), plan.end(),
                    plan.isRunning() ? "RUNNING" : "SETTLED", instalments.get(plan.id()), months(entries.getOrDefault(plan.id(), List.of())),
                    state.sum(PlanStore.SETTLEMENT).negate(), state.sum(PlanStore.LATE_FEE), state.balance(),
                    review(context, state, numbers.get(plan.accountId())),
                    plan.agreedBy(), LocalDate.ofInstant(plan.agreedAt(), clock.zone()), plan.settledOn()));
        }
        return told;
    }

    /** Settlements, and the late fees that they take, are no month's; they are told apart. */
    private static List<Month> months(List<Entry> entries) {
        Map<BillingMonth, BigDecimal> billed = new TreeMap<>();
        Map<BillingMonth, BigDecimal> asked = new TreeMap<>();
        for (Entry entry : entries) {
            if (entry.kind().equals(PlanStore.INSTALMENT)) {
                asked.merge(entry.month(), entry.amount().negate(), BigDecimal::add);
            } else if (!Set.of(PlanStore.SETTLEMENT, PlanStore.LATE_FEE).contains(entry.kind())) {
                billed.merge(entry.month(), entry.amount(), BigDecimal::add);
            }
        }
        List<Month> months = new ArrayList<>();
        BigDecimal balance = BigDecimal.ZERO.setScale(2);
        for (Map.Entry<BillingMonth, BigDecimal> month : billed.entrySet()) {
            BigDecimal instalment = asked.getOrDefault(month.getKey(), BigDecimal.ZERO.setScale(2));
            balance = balance.add(month.getValue()).subtract(instalment);
            months.add(new Month(month.getKey(), month.getValue(), instalment, balance));
        }
        return months;
    }

    private PlanProposal review(CallContext context, PlanState state, String accountNo) {
        Plan plan = state.plan();
        if (!state.isRunning() || !plan.review().equals(PlanStore.REVIEW_DUE)) {
            return null;
        }
        List<Basis> bills = billed(accounts.account(context, accountNo));
        BillingMonth next = state.lastMonth().orElse(plan.start());
        int left = (int) next.firstDay().until(plan.end().firstDay()).toTotalMonths();
        return bills.size() < leastBills ? null : proposal(bills, state.balance(), Math.max(1, left));
    }
}
