package org.karawatt.billing.internal.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.billing.api.BillingService.Sum;
import org.karawatt.billing.internal.calc.BillCalculator;
import org.karawatt.billing.internal.config.BillingConfig;
import org.karawatt.billing.internal.service.BillGuard.Checked;
import org.karawatt.billing.internal.service.BillIssuer.Issue;
import org.karawatt.billing.internal.service.BillMaker.Made;
import org.karawatt.billing.internal.service.FactReader.Batch;
import org.karawatt.billing.internal.service.FactReader.Obstacle;
import org.karawatt.billing.internal.store.BillStore;
import org.karawatt.billing.internal.store.HoldStore;
import org.karawatt.billing.internal.store.OpeningStore;
import org.karawatt.billing.spi.BillContributor;
import org.karawatt.billing.spi.BillPosting;
import org.karawatt.billing.spi.ProofCheck;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.Outbox;
import org.karawatt.metering.api.MeterReadingService;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.run.spi.Chunk;
import org.karawatt.run.spi.ChunkResult;
import org.karawatt.run.spi.ChunkResult.Parked;
import org.karawatt.run.spi.RunHandler;
import org.karawatt.tariff.api.TariffService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/** The billing run of a month for an office and below. Accounts that have their bill are skipped, so it can be repeated. */
@Component(service = RunHandler.class, configurationPid = BillingConfig.PID)
@Designate(ocd = BillingConfig.class)
public final class BillingRunHandler implements RunHandler {

    /** Kind of the run. */
    static final String KIND = "billing";
    static final String MONTH = "month";
    static final String OFFICE = "office";
    static final String PERMISSION = "billing.run.start";

    private final MeteringService metering;
    private final BillPosting posting;
    private final Contributors contributors;
    private final Numbering numbering;
    private final BusinessClock clock;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final BillStore store;
    private final FactReader reader;
    private final BillMaker maker;
    private final BillGuard guard;
    private final OfficePaths offices;
    private final Map<String, String> pathByCode = new ConcurrentHashMap<>();
    private final ObjectMapper json = new ObjectMapper();
    private final BillIssuer issuer;

    @Activate
    public BillingRunHandler(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EquipmentService equipment,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) MeteringService metering,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) MeterReadingService readings,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) TariffService tariffs,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BillPosting posting,
            @Reference Contributors contributors, @Reference BulkStore bulk, @Reference Numbering numbering,
            @Reference BusinessClock clock, @Reference Outbox outbox, @Reference AuditTrail audit,
            @Reference IssueRule issue, @Reference HourlySource hourly, BillingConfig config) {
        this.metering = metering;
        this.posting = posting;
        this.contributors = contributors;
        this.numbering = numbering;
        this.clock = clock;
        this.outbox = outbox;
        this.audit = audit;
        this.store = new BillStore(bulk);
        this.reader = new FactReader(customers, readings, metering, equipment, tariffs, hourly, store, new OpeningStore(bulk));
        this.guard = new BillGuard(new HoldStore(bulk), config);
        this.maker = new BillMaker(new BillCalculator(config.fixedItem()));
        this.offices = new OfficePaths(offices);
        this.issuer = new BillIssuer(store, posting, issue, numbering, clock);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String permission() {
        return PERMISSION;
    }

    @Override
    public String check(CallContext context, Map<String, String> params) {
        Faults faults = new Faults().text(MONTH, params.get(MONTH), 7).text(OFFICE, params.get(OFFICE), 20);
        if (faults.isEmpty()) {
            try {
                BillingMonth.parse(params.get(MONTH));
            } catch (DateTimeException e) {
                faults.add(MONTH, KernelErrors.NOT_A_MONTH, params.get(MONTH));
            }
        }
        faults.throwIfAny();
        return month(params).value() + "@" + offices.visible(context, params.get(OFFICE)).code();
    }

    private static BillingMonth month(Map<String, String> params) {
        return BillingMonth.parse(params.get(MONTH));
    }

    private String path(Map<String, String> params) {
        String code = params.get(OFFICE);
        String known = pathByCode.get(code);
        if (known == null) {
            known = offices.visible(CallContext.system(), code).path();
            pathByCode.put(code, known);
        }
        return known;
    }

    @Override
    public void plan(Map<String, String> params, ItemSink items) {
        metering.weights(path(params), items::item);
    }

    @Override
    public ChunkResult work(Chunk chunk) {
        String path = path(chunk.params());
        List<BillContributor> adding = contributors.inOrder();
        Batch batch = reader.read(chunk.afterKey(), chunk.toKey(), chunk.limit(), month(chunk.params()),
                terms -> offices.path(terms.officeId()).startsWith(path), true);
        Made made = maker.make(batch, adding, (terms, failure) -> audit.record(CallContext.system(), "billing.contributor.failed", "account",
                terms.accountId(), String.valueOf(failure.args().get(0))));
        Checked checked = guard.check(made.bills(), month(chunk.params()), chunk.runId(), numbering, clock.now());
        List<Obstacle> obstacles = new ArrayList<>(made.obstacles());
        obstacles.addAll(checked.held());
        if (!checked.free().isEmpty()) {
            issuer.issue(checked.free().stream().map(bill -> new Issue(bill, BillStore.REGULAR,
                    batch.nextSeq(bill.facts().terms().accountId()), null)).toList(), chunk.runId());
        }
        return new ChunkResult(batch.lastKey(), batch.skipped() + checked.free().size(), obstacles.stream()
                .map(o -> new Parked(o.terms().accountId(), o.terms().accountNo(), o.code(), o.args())).toList());
    }

    @Override
    public String finish(long runId, Map<String, String> params) {
        BillingMonth month = month(params);
        String path = path(params);
        List<ProofCheck> checks = posting.prove(month, path);
        Set<String> broken = checks.stream().filter(check -> !check.holds())
                .map(check -> check.name() + " " + check.expected() + " <> " + check.actual()).collect(Collectors.toSet());
        if (!broken.isEmpty()) {
            throw KarawattException.conflict(BillingErrors.PROOF_FAILED, month, String.join("; ", broken));
        }
        Sum sum = store.sum(month, path);
        BigDecimal energy = store.energy(month, path);
        outbox.publish("karawatt/billing/run/finished", String.valueOf(runId), Map.of("run", runId, "month", month.value(),
                "office", params.get(OFFICE), "bills", sum.count(), "amount", sum.amount(), "energyKwh", energy));
        audit.record(CallContext.system(), "billing.run.finished", "run", runId, month + " " + sum.count() + " bills " + sum.amount());
        return result(sum, energy, checks);
    }

    private String result(Sum sum, BigDecimal energy, List<ProofCheck> checks) {
        ObjectNode node = json.createObjectNode();
        node.put("bills", sum.count());
        node.put("amount", sum.amount().toPlainString());
        node.put("energyKwh", energy.toPlainString());
        checks.forEach(check -> node.withArray("checks").addObject().put("name", check.name()).put("expected", check.expected())
                .put("actual", check.actual()).put("holds", check.holds()));
        return node.toString();
    }
}
