package org.karawatt.billing.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillExplanation;
import org.karawatt.billing.api.BillLine;
import org.karawatt.billing.api.BillQuery;
import org.karawatt.billing.api.BillTotals;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.billing.api.BillingService;
import org.karawatt.billing.api.ReplayResult;
import org.karawatt.billing.internal.calc.AccountFacts;
import org.karawatt.billing.internal.calc.BillCalculator;
import org.karawatt.billing.internal.calc.CalculatedBill;
import org.karawatt.billing.internal.calc.LineDifferences;
import org.karawatt.billing.internal.calc.StoredCalculation;
import org.karawatt.billing.internal.config.BillingConfig;
import org.karawatt.billing.internal.service.FactReader.Batch;
import org.karawatt.billing.internal.service.FactReader.Obstacle;
import org.karawatt.billing.internal.store.BillStore;
import org.karawatt.billing.internal.store.BillStore.Filter;
import org.karawatt.billing.internal.store.OpeningStore;
import org.karawatt.billing.internal.store.RecoveryStore;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.AccountHolder;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.CustomerErrors;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.trace.TraceCatalog;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.MeterReadingService;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.rating.LineNames;
import org.karawatt.rating.LocalText;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatingTraceCatalog;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunService;
import org.karawatt.tariff.api.TariffService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bills as people ask for them; the run itself is {@link BillingRunHandler}. */
@Component(service = BillingService.class, configurationPid = BillingConfig.PID)
public final class DefaultBillingService implements BillingService {

    private static final Logger LOG = LoggerFactory.getLogger(DefaultBillingService.class);
    private static final String READ = "billing.read";
    private static final String REVEAL = "customer.reveal";
    private static final int BALANCE_BATCH = 5000;

    private final UnitOfWork unit;
    private final RunService runs;
    private final CustomerService customers;
    private final MeteringService metering;
    private final MeterReadingService readings;
    private final TariffService tariffs;
    private final Contributors contributors;
    private final BusinessClock clock;
    private final OfficePaths offices;
    private final BillStore store;
    private final RecoveryStore recoveries;
    private final FactReader reader;
    private final BillCalculator calculator;
    private final TraceCatalog texts = new RatingTraceCatalog();
    private final IssueRule issue;

    @Activate
    public DefaultBillingService(@Reference UnitOfWork unit, @Reference BulkStore bulk, @Reference BusinessClock clock,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) RunService runs,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EquipmentService equipment,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) MeteringService metering,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) MeterReadingService readings,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) TariffService tariffs,
            @Reference Contributors contributors, @Reference IssueRule issue, @Reference HourlySource hourly, BillingConfig config) {
        this.unit = unit;
        this.runs = runs;
        this.customers = customers;
        this.metering = metering;
        this.readings = readings;
        this.tariffs = tariffs;
        this.contributors = contributors;
        this.clock = clock;
        this.offices = new OfficePaths(offices);
        this.store = new BillStore(bulk);
        this.recoveries = new RecoveryStore(bulk);
        this.reader = new FactReader(customers, readings, metering, equipment, tariffs, hourly, store, new OpeningStore(bulk));
        this.calculator = new BillCalculator(config.fixedItem());
        this.issue = issue;
    }

    @Override
    public Run startRun(CallContext context, BillingMonth month, String officeCode) {
        return runs.start(context, BillingRunHandler.KIND,
                Map.of(BillingRunHandler.MONTH, month.toString(), BillingRunHandler.OFFICE, officeCode));
    }

    @Override
    public Page<Bill> bills(CallContext context, BillQuery query, PageRequest page) {
        context.require(READ);
        return unit.readOnly(() -> {
            String path = query.officeCode() == null ? null : offices.visible(context, query.officeCode()).path();
            Long account = null;
            if (query.accountNo() != null) {
                AccountTerms terms = customers.termsByNumber(List.of(query.accountNo())).get(query.accountNo());
                if (terms == null) {
                    return Page.of(List.of(), page, 0);
                }
                account = terms.accountId();
            }
            Page<Bill> found = store.find(new Filter(query.month(), account, path, query.usageClass(), query.runId(), context.scope()),
                    page);
            Names names = names(context, found.items());
            return found.map(bill -> with(bill, names, List.of()));
        });
    }

    @Override
    public Bill bill(CallContext context, long billId) {
        context.require(READ);
        return unit.readOnly(() -> {
            Bill bill = store.bill(billId).filter(b -> context.scope().covers(offices.path(b.officeId())))
                    .orElseThrow(() -> KarawattException.notFound(BillingErrors.BILL_UNKNOWN, billId));
            return with(bill, names(context, List.of(bill)), lines(store.lines(billId), itemNames(bill)));
        });
    }

    @Override
    public Bill bill(CallContext context, String billNo) {
        String id = billNo.matches("\\d{6}-\\d{10,18}") ? billNo.substring(7) : billNo;
        if (!id.matches("\\d{1,18}")) {
            context.require(READ);
            throw KarawattException.notFound(BillingErrors.BILL_UNKNOWN, billNo);
        }
        Bill bill = bill(context, Long.parseLong(id));
        if (!id.equals(billNo) && !bill.billNo().equals(billNo)) {
            throw KarawattException.notFound(BillingErrors.BILL_UNKNOWN, billNo);
        }
        return bill;
    }

    @Override
    public BillExplanation explain(CallContext context, long billId, Locale locale) {
        Bill bill = bill(context, billId);
        StoredCalculation stored = unit.readOnly(() -> store.calculation(billId));
        List<RatedLine> lines = stored.record().bill().lines();
        List<BillExplanation.Step> steps = steps(stored.record().bill().trace(), lines.subList(stored.ratedLines(), lines.size()), locale);
        unit.readOnly(() -> store.origin(billId)).ifPresent(origin -> steps.add(0, new BillExplanation.Step(0, origin(bill, origin, locale))));
        return new BillExplanation(bill, steps);
    }

    private static String origin(Bill bill, Bill origin, Locale locale) {
        boolean zh = Locale.CHINESE.getLanguage().equals(locale.getLanguage());
        if (bill.status().equals(BillStore.REVERSAL)) {
            return zh ? "冲正账单 " + origin.billNo() + "：以下为原账单的计算说明，各项金额取反"
                    : "Takes back bill " + origin.billNo() + ", whose calculation follows: every amount with the other sign";
        }
        return zh ? "更正账单，替代已冲正的账单 " + origin.billNo() : "Corrected bill in the place of the reversed bill " + origin.billNo();
    }

    private List<BillExplanation.Step> steps(TraceNode trace, List<RatedLine> contributed, Locale locale) {
        List<BillExplanation.Step> steps = new ArrayList<>();
        if (trace != null) {
            texts.explain(trace, locale).forEach(line -> steps.add(new BillExplanation.Step(line.depth(), line.text())));
        }
        contributed.forEach(line -> steps.add(contributedStep(line, locale)));
        return steps;
    }

    private static BillExplanation.Step contributedStep(RatedLine line, Locale locale) {
        return new BillExplanation.Step(1, LineNames.line(line, Map.of(), locale) + " " + line.quantity().toPlainString() + " " + line.unit()
                + " × " + line.price().toPlainString() + " = " + line.amount().toPlainString());
    }

    @Override
    public ReplayResult replay(CallContext context, long billId) {
        Bill bill = bill(context, billId);
        if (bill.status().equals(BillStore.REVERSAL)) {
            return replayReversal(context, bill);
        }
        StoredCalculation stored = unit.readOnly(() -> store.calculation(billId));
        CalculatedBill again = calculator.replay(stored, BillPlans.of(tariffs, tariffs.plan(bill.tariffId())), contributors.inOrder());
        List<RatedLine> billed = unit.readOnly(() -> store.lines(billId));
        return new ReplayResult(billId, bill.amount(), again.amount(), LineDifferences.of(billed, again));
    }

    /** A reversal is right when its original is and every line is the original's with the other sign. */
    private ReplayResult replayReversal(CallContext context, Bill bill) {
        Bill origin = unit.readOnly(() -> store.origin(bill.id())).orElseThrow();
        ReplayResult original = replay(context, origin.id());
        List<String> differences = new ArrayList<>(original.differences());
        List<RatedLine> lines = unit.readOnly(() -> store.lines(bill.id()));
        List<RatedLine> mirrored = unit.readOnly(() -> store.lines(origin.id()));
        for (int i = 0; i < Math.max(lines.size(), mirrored.size()); i++) {
            if (i >= lines.size() || i >= mirrored.size() || lines.get(i).amount().add(mirrored.get(i).amount()).signum() != 0) {
                differences.add("line " + (i + 1));
            }
        }
        return new ReplayResult(bill.id(), bill.amount(), original.replayed().negate(), differences);
    }

    @Override
    public BillExplanation preview(CallContext context, String accountNo, BillingMonth month, Locale locale) {
        context.require(READ);
        return unit.readOnly(() -> {
            AccountTerms terms = Optional.ofNullable(customers.termsByNumber(List.of(accountNo)).get(accountNo))
                    .filter(t -> context.scope().covers(offices.path(t.officeId())))
                    .orElseThrow(() -> KarawattException.notFound(CustomerErrors.ACCOUNT_UNKNOWN, accountNo));
            Batch batch = reader.read(terms.accountId() - 1, terms.accountId(), 1, month, t -> true, false);
            if (!batch.obstacles().isEmpty()) {
                Obstacle obstacle = batch.obstacles().get(0);
                throw KarawattException.conflict(obstacle.code(), obstacle.args().toArray());
            }
            if (batch.facts().isEmpty()) {
                throw KarawattException.conflict(BillingErrors.NO_READING, accountNo, month);
            }
            CalculatedBill computed = calculator.calculate(batch.facts().get(0), contributors.inOrder());
            Bill bill = previewed(computed);
            List<RatedLine> lines = new ArrayList<>(computed.rated().lines());
            lines.addAll(computed.contributed());
            return new BillExplanation(with(bill, names(context, List.of(bill)),
                    lines(lines, computed.facts().tariff().plan().itemNames())),
                    steps(computed.rated().trace(), computed.contributed(), locale));
        });
    }

    private Bill previewed(CalculatedBill computed) {
        AccountFacts facts = computed.facts();
        return new Bill(0, Bill.number(facts.month(), 0), facts.terms().accountId(), facts.terms().accountNo(), null, facts.month(),
                BillStore.REGULAR, 1, facts.terms().officeId(), facts.terms().usageClass(), computed.period().from(),
                computed.period().to(), facts.tariff().tariffCode(), facts.tariff().tariffId(), issue.engine(),
                computed.energyKwh(), computed.amount(), computed.rated().currency().getCurrencyCode(),
                issue.dueOn(clock.today()), clock.now(), null, "PREVIEW", List.of());
    }

    @Override
    public BillTotals totals(CallContext context, BillingMonth month, String officeCode) {
        context.require(READ);
        return unit.readOnly(() -> store.totals(month,
                officeCode == null ? context.scope() : new OfficeScope(Set.of(offices.visible(context, officeCode).path()))));
    }

    @Override
    public List<Bill> issued(long fromAccount, long toAccount, BillingMonth month) {
        return unit.readOnly(() -> store.issued(fromAccount, toAccount, month));
    }

    @Override
    public Sum reversed(BillingMonth month, String officePath) {
        return unit.readOnly(() -> store.reversed(month, officePath));
    }

    @Override
    public MonthFigures figures(BillingMonth month, String officePath) {
        return unit.readOnly(() -> store.figures(month, officePath));
    }

    @Override
    public BigDecimal energyBilled(BillingMonth month, String officePath) {
        return unit.readOnly(() -> store.energy(month, officePath));
    }

    @Override
    public Sum amountBilled(BillingMonth month, String officePath) {
        return unit.readOnly(() -> {
            Sum bills = store.sum(month, officePath);
            Sum recoveries = this.recoveries.booked(month, officePath);
            return new Sum(bills.count() + recoveries.count(), bills.amount().add(recoveries.amount()));
        });
    }

    @Override
    public Map<String, BigDecimal> componentsBilled(BillingMonth month, String officePath) {
        return unit.readOnly(() -> {
            Map<String, BigDecimal> sums = store.components(month, officePath);
            recoveries.components(month, officePath).forEach((component, amount) -> sums.merge(component, amount, BigDecimal::add));
            return sums;
        });
    }

    /** Looks for accounts without a bill only when the two sums differ. */
    @Override
    public EnergyBalance energyBalance(BillingMonth month, String officePath) {
        return unit.readOnly(() -> {
            BigDecimal read = readings.energyRead(month, officePath);
            BigDecimal billed = store.energy(month, officePath);
            BigDecimal adjusted = store.adjusted(month, officePath);
            if (read.add(adjusted).compareTo(billed) == 0) {
                return new EnergyBalance(read, adjusted, billed, BigDecimal.ZERO);
            }
            Unbilled unbilled = new Unbilled(month);
            metering.weights(officePath, (account, weight) -> unbilled.add(account));
            unbilled.settle();
            return new EnergyBalance(read, adjusted, billed, unbilled.kwh);
        });
    }

    /** Adds up the readings of which no bill has come yet, some thousand accounts at a time. */
    private final class Unbilled {
        private final BillingMonth month;
        private final TreeSet<Long> accounts = new TreeSet<>();
        private BigDecimal kwh = BigDecimal.ZERO;

        private Unbilled(BillingMonth month) {
            this.month = month;
        }

        private void add(long account) {
            accounts.add(account);
            if (accounts.size() == BALANCE_BATCH) {
                settle();
            }
        }

        private void settle() {
            if (accounts.isEmpty()) {
                return;
            }
            Map<Long, LocalDate> billed = store.billedTo(accounts.first(), accounts.last(), month);
            for (MeterReading reading : readings.accepted(accounts.first(), accounts.last(), month)) {
                LocalDate to = billed.get(reading.accountId());
                if (reading.kind() == RegisterKind.AP_TOTAL && accounts.contains(reading.accountId())
                        && (to == null || reading.readOn().isAfter(to))) {
                    kwh = kwh.add(reading.quantity());
                }
            }
            accounts.clear();
        }
    }

    /** What accounts are called, and who had them before. */
    private record Names(Map<Long, Account> accounts, Map<Long, List<AccountHolder>> former) {

        /** Whoever had the account on the last day of the bill. */
        String holder(Bill bill, Account account) {
            LocalDate last = bill.periodTo().minusDays(1);
            return former.getOrDefault(bill.accountId(), List.of()).stream().filter(holder -> last.isBefore(holder.to())).findFirst()
                    .map(AccountHolder::name).orElse(account.customerName());
        }
    }

    /** Numbers and names for those who may read bills; unmasked only for those who may see names unmasked. */
    private Names names(CallContext context, List<Bill> bills) {
        Set<Long> ids = bills.stream().map(Bill::accountId).collect(Collectors.toSet());
        if (ids.isEmpty()) {
            return new Names(Map.of(), Map.of());
        }
        Set<String> permissions = new HashSet<>(Set.of("customer.read"));
        if (context.may(REVEAL)) {
            permissions.add(REVEAL);
        }
        CallContext reading = new CallContext(context.user(), permissions, context.scope(), context.locale(), context.channel(), context.reason());
        return new Names(customers.byIds(reading, ids), customers.formerHolders(reading, ids));
    }

    private Map<String, LocalText> itemNames(Bill bill) {
        try {
            return tariffs.plan(bill.tariffId()).plan().itemNames();
        } catch (KarawattException e) {
            LOG.debug("tariff {} is not at hand, standard names are printed", bill.tariffId(), e);
            return Map.of();
        }
    }

    private static List<BillLine> lines(List<RatedLine> lines, Map<String, LocalText> itemNames) {
        List<BillLine> named = new ArrayList<>(lines.size());
        for (RatedLine line : lines) {
            named.add(new BillLine(named.size() + 1, line.component(), line.item(), LineNames.line(line, itemNames, Locale.CHINESE),
                    LineNames.line(line, itemNames, Locale.ENGLISH), line.tou() == null ? null : line.tou().name(),
                    line.tier() == 0 ? null : line.tier(), line.quantity(), line.unit(), line.price(), line.amount()));
        }
        return named;
    }

    private static Bill with(Bill bill, Names names, List<BillLine> lines) {
        Account account = names.accounts().get(bill.accountId());
        return new Bill(bill.id(), bill.billNo(), bill.accountId(), account == null ? bill.accountNo() : account.accountNo(),
                account == null ? null : names.holder(bill, account), bill.month(), bill.kind(), bill.seq(), bill.officeId(), bill.usageClass(),
                bill.periodFrom(), bill.periodTo(), bill.tariffCode(), bill.tariffId(), bill.engine(), bill.energyKwh(), bill.amount(),
                bill.currency(), bill.dueOn(), bill.issuedAt(), bill.runId(), bill.status(), lines);
    }
}
