package org.karawatt.billing.internal.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.billing.api.StudyKind;
import org.karawatt.billing.internal.calc.BillCalculator;
import org.karawatt.billing.internal.calc.CalculatedBill;
import org.karawatt.billing.internal.calc.LineDifferences;
import org.karawatt.billing.internal.calc.Repricing;
import org.karawatt.billing.internal.calc.StudyRow;
import org.karawatt.billing.internal.calc.StudyRow.Account;
import org.karawatt.billing.internal.calc.StudyRow.Before;
import org.karawatt.billing.internal.config.BillingConfig;
import org.karawatt.billing.internal.service.BillMaker.Made;
import org.karawatt.billing.internal.service.FactReader.Batch;
import org.karawatt.billing.internal.service.FactReader.Obstacle;
import org.karawatt.billing.internal.store.BillStore;
import org.karawatt.billing.internal.store.HoldStore;
import org.karawatt.billing.internal.store.OpeningStore;
import org.karawatt.billing.internal.store.StudyStore;
import org.karawatt.billing.internal.store.StudyStore.Header;
import org.karawatt.billing.internal.store.StudyStore.StoredBill;
import org.karawatt.billing.internal.store.StudyStore.Total;
import org.karawatt.billing.spi.BillContributor;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.MeterReadingService;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.rating.RatedLine;
import org.karawatt.run.spi.Chunk;
import org.karawatt.run.spi.ChunkResult;
import org.karawatt.run.spi.RunHandler;
import org.karawatt.tariff.api.PricedTariff;
import org.karawatt.tariff.api.TariffService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs of studies. An account that cannot be computed is a finding of the study and not an item that the run has to park; accounts
 * that have their row are skipped, so a study can be stopped and resumed at any time. It writes nothing but its own rows.
 */
@Component(service = RunHandler.class, configurationPid = BillingConfig.PID)
public final class StudyRunHandler implements RunHandler {

    /** Kind of the run. */
    static final String RUN = "study";
    static final String KIND = "kind";
    static final String MONTH = "month";
    static final String OFFICE = "office";
    static final String FROM_TARIFF = "fromTariff";
    static final String TO_TARIFF = "toTariffId";
    static final String PERMISSION = "billing.study";

    private static final Logger LOG = LoggerFactory.getLogger(StudyRunHandler.class);
    private static final int MOST_TARIFF = 60;

    private final MeteringService metering;
    private final TariffService tariffs;
    private final Contributors contributors;
    private final OfficePaths offices;
    private final StudyStore store;
    private final FactReader reader;
    private final BillCalculator calculator;
    private final BillMaker maker;
    private final BillGuard guard;
    private final ObjectMapper json = new ObjectMapper();

    @Activate
    public StudyRunHandler(
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EquipmentService equipment,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) MeteringService metering,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) MeterReadingService readings,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) TariffService tariffs,
            @Reference Contributors contributors, @Reference BulkStore bulk, @Reference HourlySource hourly,
            BillingConfig config) {
        this.metering = metering;
        this.tariffs = tariffs;
        this.contributors = contributors;
        this.offices = new OfficePaths(offices);
        this.store = new StudyStore(bulk);
        this.reader = new FactReader(customers, readings, metering, equipment, tariffs, hourly, new BillStore(bulk),
                new OpeningStore(bulk));
        this.calculator = new BillCalculator(config.fixedItem());
        this.guard = new BillGuard(new HoldStore(bulk), config);
        this.maker = new BillMaker(calculator);
    }

    @Override
    public String kind() {
        return RUN;
    }

    @Override
    public String permission() {
        return PERMISSION;
    }

    @Override
    public String check(CallContext context, Map<String, String> params) {
        Faults faults = new Faults().text(KIND, params.get(KIND), 12).text(MONTH, params.get(MONTH), 7).text(OFFICE, params.get(OFFICE), 20)
                .optionalText(FROM_TARIFF, params.get(FROM_TARIFF), MOST_TARIFF);
        boolean comparison = StudyKind.COMPARISON.name().equals(params.get(KIND));
        if (params.get(KIND) != null && Arrays.stream(StudyKind.values()).noneMatch(kind -> kind.name().equals(params.get(KIND)))) {
            faults.add(KIND, BillingErrors.STUDY_KIND, params.get(KIND));
        }
        if (params.get(MONTH) != null) {
            try {
                BillingMonth.parse(params.get(MONTH));
            } catch (DateTimeException e) {
                faults.add(MONTH, KernelErrors.NOT_A_MONTH, params.get(MONTH));
            }
        }
        for (String field : List.of(FROM_TARIFF, TO_TARIFF)) {
            if (!comparison && params.get(field) != null) {
                faults.add(field, BillingErrors.ONLY_COMPARISON);
            }
        }
        if (comparison) {
            faults.required(TO_TARIFF, params.get(TO_TARIFF));
            if (params.get(TO_TARIFF) != null && !params.get(TO_TARIFF).matches("\\d{1,18}")) {
                faults.add(TO_TARIFF, KernelErrors.NOT_A_NUMBER, params.get(TO_TARIFF));
            }
        }
        faults.throwIfAny();
        Office office = offices.visible(context, params.get(OFFICE));
        StringBuilder key = new StringBuilder(params.get(KIND)).append(' ').append(BillingMonth.parse(params.get(MONTH)).value()).append('@')
                .append(office.code());
        if (comparison) {
            // also tells here that there is no such tariff
            key.append(' ').append(params.getOrDefault(FROM_TARIFF, "*")).append(" > ").append(toTariff(params).tariffId());
        }
        return key.toString();
    }

    private PricedTariff toTariff(Map<String, String> params) {
        return tariffs.plan(Long.parseLong(params.get(TO_TARIFF)));
    }

    @Override
    public void plan(Map<String, String> params, ItemSink items) {
        throw new IllegalStateException("a study is planned with the id of its run");
    }

    @Override
    public void plan(long runId, Map<String, String> params, ItemSink items) {
        Header study = header(runId, params, offices);
        store.add(study);
        if (study.kind() == StudyKind.TRIAL) {
            metering.weights(study.officePath(), items::item);
        } else {
            store.billedAccounts(study.month(), study.officePath(), study.fromTariff(), account -> items.item(account, 1));
        }
    }

    /** What the checked parameters of a run ask for. */
    static Header header(long runId, Map<String, String> params, OfficePaths offices) {
        StudyKind kind = StudyKind.valueOf(params.get(KIND));
        Office office = offices.visible(CallContext.system(), params.get(OFFICE));
        return new Header(runId, kind, BillingMonth.parse(params.get(MONTH)), office.code(), office.path(), params.get(FROM_TARIFF),
                kind == StudyKind.COMPARISON ? Long.valueOf(params.get(TO_TARIFF)) : null, false);
    }

    @Override
    public ChunkResult work(Chunk chunk) {
        Header study = store.header(chunk.runId())
                .orElseThrow(() -> KarawattException.unavailable(BillingErrors.STUDY_UNKNOWN, chunk.runId()));
        return study.kind() == StudyKind.TRIAL ? trial(chunk, study) : again(chunk, study);
    }

    /** What the billing run would do with these accounts. */
    private ChunkResult trial(Chunk chunk, Header study) {
        Batch batch = reader.read(chunk.afterKey(), chunk.toKey(), chunk.limit(), study.month(),
                terms -> offices.path(terms.officeId()).startsWith(study.officePath()), false);
        Set<Long> done = store.done(chunk.runId(), chunk.afterKey(), batch.lastKey());
        Map<Long, Before> before = store.before(chunk.afterKey() + 1, batch.lastKey(), study.month());
        Made made = maker.make(batch, contributors.inOrder(), (terms, failure) -> { });
        Map<Long, Obstacle> suspects = guard.suspects(made.bills(), study.month());
        List<StudyRow> rows = new ArrayList<>(made.bills().size());
        for (CalculatedBill bill : made.bills()) {
            Account account = account(bill.facts().terms());
            StudyRow row = StudyRow.of(account, Repricing.tier(bill.rated()), before.get(account.id()), bill.energyKwh(), bill.amount());
            Obstacle held = suspects.get(account.id());
            rows.add(held == null ? row : row.remarked(row.outcome(), held.code(), held.args().toArray()));
        }
        for (Obstacle obstacle : made.obstacles()) {
            Account account = account(obstacle.terms());
            rows.add(StudyRow.failed(account, before.get(account.id()), obstacle.code(), obstacle.args()));
        }
        int computed = rows.size();
        rows.removeIf(row -> done.contains(row.accountId()));
        store.insert(chunk.runId(), rows);
        return new ChunkResult(batch.lastKey(), computed, List.of());
    }

    private static Account account(AccountTerms terms) {
        return new Account(terms.accountId(), terms.accountNo(), terms.officeId(), terms.usageClass());
    }

    /** Issued bills computed again, by their own tariff or by the other one. */
    private ChunkResult again(Chunk chunk, Header study) {
        List<StoredBill> bills = store.bills(chunk.afterKey(), chunk.toKey(), chunk.limit(), study.month(), study.fromTariff());
        long accounts = bills.stream().mapToLong(StoredBill::accountId).distinct().count();
        long lastKey = accounts < chunk.limit() ? chunk.toKey() : bills.get(bills.size() - 1).accountId();
        List<StoredBill> mine = bills.stream().filter(bill -> offices.path(bill.officeId()).startsWith(study.officePath())).toList();
        Set<Long> done = store.done(chunk.runId(), chunk.afterKey(), lastKey);
        List<BillContributor> adding = contributors.inOrder();
        Map<Long, StudyRow> rows = new LinkedHashMap<>();
        if (study.kind() == StudyKind.REPLAY) {
            Map<Long, List<RatedLine>> lines = store.lines(mine.stream().map(StoredBill::id).toList());
            mine.forEach(bill -> rows.merge(bill.accountId(), replayed(bill, lines.getOrDefault(bill.id(), List.of()), adding),
                    StudyRow::plus));
        } else {
            PricedTariff other = tariffs.plan(study.toTariffId());
            mine.forEach(bill -> rows.merge(bill.accountId(), compared(bill, other, adding), StudyRow::plus));
        }
        int computed = rows.size();
        rows.keySet().removeAll(done);
        store.insert(chunk.runId(), List.copyOf(rows.values()));
        return new ChunkResult(lastKey, computed, List.of());
    }

    private StudyRow replayed(StoredBill bill, List<RatedLine> lines, List<BillContributor> adding) {
        return guarded(bill, () -> {
            CalculatedBill again = calculator.replay(bill.calculation(), BillPlans.of(tariffs, tariffs.plan(bill.tariffId())),
                    adding);
            StudyRow row = row(bill, again, Repricing.tier(again.rated()));
            List<String> differences = LineDifferences.of(lines, again);
            return differences.isEmpty() && row.outcome().equals(StudyRow.SAME) ? row
                    : row.remarked(StudyRow.DIFFERENT, BillingErrors.REPLAY_DIFFERS, number(bill), String.join("; ", differences));
        });
    }

    private StudyRow compared(StoredBill bill, PricedTariff other, List<BillContributor> adding) {
        return guarded(bill, () -> {
            if (!other.plan().currency().getCurrencyCode().equals(bill.currency())) {
                throw KarawattException.conflict(BillingErrors.OTHER_CURRENCY, bill.currency(), other.plan().currency());
            }
            CalculatedBill priced = Repricing.alone(calculator, bill.calculation().record(), other.plan(), adding);
            Integer tier = Repricing.tier(bill.calculation().record().bill());
            return row(bill, priced, tier == null ? Repricing.tier(priced.rated()) : tier);
        });
    }

    private interface Computation {
        StudyRow row();
    }

    private static StudyRow guarded(StoredBill bill, Computation computation) {
        try {
            return computation.row();
        } catch (KarawattException e) {
            if (e.kind() == KarawattException.Kind.UNAVAILABLE) {
                throw e;
            }
            Fault first = e.faults().isEmpty() ? null : e.faults().get(0);
            return StudyRow.failed(account(bill), before(bill), first == null ? e.code() : first.code(), first == null ? e.args() : first.args());
        } catch (RuntimeException e) {
            LOG.warn("bill {} cannot be computed again", number(bill), e);
            return StudyRow.failed(account(bill), before(bill), BillingErrors.CALCULATION_FAILED,
                    List.of(account(bill).accountNo(), e.toString()));
        }
    }

    private static StudyRow row(StoredBill bill, CalculatedBill again, Integer tier) {
        return StudyRow.of(account(bill), tier, before(bill), bill.kwh(), again.amount());
    }

    private static Account account(StoredBill bill) {
        return new Account(bill.accountId(), bill.calculation().record().input().accountNo(), bill.officeId(), bill.usageClass());
    }

    private static Before before(StoredBill bill) {
        return new Before(bill.id(), bill.month(), bill.amount());
    }

    private static String number(StoredBill bill) {
        return Bill.number(bill.month(), bill.id());
    }

    @Override
    public String finish(long runId, Map<String, String> params) {
        store.summarise(runId);
        Total total = Total.all(store.totals(runId, OfficeScope.ALL));
        ObjectNode node = json.createObjectNode();
        node.put("accounts", total.accounts());
        node.put("failed", total.failed());
        node.put("different", total.different());
        node.put("difference", total.difference().toPlainString());
        return node.toString();
    }
}
