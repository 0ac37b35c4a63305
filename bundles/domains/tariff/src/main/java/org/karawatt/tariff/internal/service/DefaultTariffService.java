package org.karawatt.tariff.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.karawatt.equipment.api.CapacitySegment;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.time.Period;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.History;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.Outbox;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.karawatt.rating.TariffKey;
import org.karawatt.rating.tariff.TariffPackage;
import org.karawatt.tariff.api.AssignmentDraft;
import org.karawatt.tariff.api.PackageStatus;
import org.karawatt.tariff.api.PricedTariff;
import org.karawatt.tariff.api.SimulationRequest;
import org.karawatt.tariff.api.SpecialTerms;
import org.karawatt.tariff.api.TariffAssignment;
import org.karawatt.tariff.api.TariffComparison;
import org.karawatt.tariff.api.TariffErrors;
import org.karawatt.tariff.api.TariffInfo;
import org.karawatt.tariff.api.TariffPackageInfo;
import org.karawatt.tariff.api.TariffQuery;
import org.karawatt.tariff.api.TariffService;
import org.karawatt.tariff.api.TariffSimulation;
import org.karawatt.tariff.api.TariffValue;
import org.karawatt.tariff.internal.calc.DefinitionDiff;
import org.karawatt.tariff.internal.calc.Offer;
import org.karawatt.tariff.internal.calc.Simulator;
import org.karawatt.tariff.internal.calc.Texts;
import org.karawatt.tariff.internal.store.TariffStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Tariffs from the catalog, assignments from the store. */
@Component
public final class DefaultTariffService implements TariffService {

    private static final String READ = "tariff.read";
    private static final String WRITE = "tariff.write";
    private static final int MAX_ASSIGNMENTS = 500;
    private static final int MAX_BATCH = 5_000;
    private static final int MAX_PEOPLE = 99;
    private static final int MAX_PURCHASE_FACTOR = 10;
    private static final int MAX_TIERS = 20;
    private static final int MAX_BENEFITS = 8;
    private static final Pattern BENEFIT = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");
    private static final int MAX_QUERY = 60;
    private static final String CONTRACT_DEMAND = "CONTRACT_DEMAND";
    private static final Set<String> METHODS = Set.of("NONE", "CAPACITY", CONTRACT_DEMAND, "ACTUAL_DEMAND");
    private static final List<BigDecimal> STANDARDS =
            List.of(new BigDecimal("0.80"), new BigDecimal("0.85"), new BigDecimal("0.90"));

    private final UnitOfWork work;
    private final TariffCatalog catalog;
    private final TariffStore store;
    private final Numbering numbering;
    private final History history;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final Simulator simulator = new Simulator();
    /** Null while equipment is away. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile EquipmentService equipment;

    @Activate
    public DefaultTariffService(@Reference TariffCatalog catalog,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Numbering numbering,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) History history,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) AuditTrail audit,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Outbox outbox) {
        this.catalog = catalog;
        this.work = work;
        this.store = new TariffStore(bulk, numbering);
        this.numbering = numbering;
        this.history = history;
        this.audit = audit;
        this.outbox = outbox;
    }

    @Override
    public List<TariffPackageInfo> packages(CallContext context) {
        context.require(READ);
        Offer offer = catalog.offer();
        List<TariffPackageInfo> packages = new ArrayList<>();
        catalog.obstacles().stream().filter(o -> o.packageId() == 0).forEach(o -> packages.add(waiting(o, context.locale())));
        work.readOnly(() -> store.packages(offer::offersPackage))
                .forEach(info -> packages.add(with(info, catalog.problem(info, context.locale()))));
        return packages;
    }

    private static TariffPackageInfo waiting(TariffCatalog.Obstacle o, Locale locale) {
        TariffPackage content = o.file().content();
        return new TariffPackageInfo(0, content.code(), content.version(), content.name().zh(), content.name().en(), o.origin(), false, null,
                content.tariffs().size(), PackageStatus.WAITING, null, o.text(locale));
    }

    private static TariffPackageInfo with(TariffPackageInfo info, String problem) {
        return problem == null ? info : new TariffPackageInfo(info.id(), info.packageCode(), info.version(), info.nameZh(), info.nameEn(),
                info.origin(), info.offered(), info.loadedAt(), info.tariffs(), info.status(), info.importedBy(), problem);
    }

    @Override
    public List<TariffInfo> tariffs(CallContext context) {
        return tariffs(context, TariffQuery.ALL);
    }

    @Override
    public List<TariffInfo> tariffs(CallContext context, TariffQuery query) {
        context.require(READ);
        new Faults().optionalText("q", query.text(), MAX_QUERY).optionalText("usageClass", query.usageClass(), MAX_QUERY).throwIfAny();
        Offer offer = catalog.offer();
        return work.readOnly(() -> store.tariffs(offer::offers)).stream().filter(info -> fits(info, query)).toList();
    }

    private static boolean fits(TariffInfo info, TariffQuery query) {
        return (query.usageClass() == null || query.usageClass().equals(info.usageClass()))
                && (query.on() == null || new Period(info.validFrom(), info.validTo()).contains(query.on()))
                && (query.offered() == null || query.offered() == info.offered())
                && (query.text() == null || query.text().isBlank() || contains(info, query.text().strip().toLowerCase(Locale.ROOT)));
    }

    private static boolean contains(TariffInfo info, String text) {
        return Stream.of(info.tariffCode(), info.packageCode(), info.nameZh(), info.nameEn())
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(text));
    }

    @Override
    public List<TariffValue> values(CallContext context, long tariffId) {
        return DefinitionDiff.values(tariff(context, tariffId).definition());
    }

    @Override
    public TariffComparison compare(CallContext context, long beforeId, long afterId) {
        TariffInfo before = tariff(context, beforeId);
        TariffInfo after = tariff(context, afterId);
        return new TariffComparison(before.brief(), after.brief(), DefinitionDiff.between(before.definition(), after.definition()));
    }

    @Override
    public List<TariffSimulation> simulate(CallContext context, SimulationRequest request) {
        context.require(READ);
        Simulator.Case input = simulator.read(request);
        List<TariffSimulation> results = new ArrayList<>(request.tariffIds().size());
        for (long tariffId : request.tariffIds()) {
            results.add(simulate(context, tariffId, input));
        }
        return results;
    }

    /** A tariff whose method is away is told like one that cannot price the input. */
    private TariffSimulation simulate(CallContext context, long tariffId, Simulator.Case input) {
        PricedTariff plan;
        try {
            plan = catalog.plan(tariffId);
        } catch (KarawattException e) {
            if (e.kind() == KarawattException.Kind.NOT_FOUND) {
                throw e;
            }
            TariffInfo info = tariff(context, tariffId);
            return new TariffSimulation(tariffId, info.tariffCode(), info.nameZh(), info.nameEn(), null, null, null, List.of(), List.of(),
                    List.of(), Texts.of(e, context.locale()));
        }
        return simulator.simulate(plan, input, context.locale());
    }

    @Override
    public TariffInfo tariff(CallContext context, long tariffId) {
        context.require(READ);
        Offer offer = catalog.offer();
        return work.readOnly(() -> store.tariff(tariffId, offer::offers))
                .orElseThrow(() -> KarawattException.notFound(TariffErrors.TARIFF_UNKNOWN, tariffId));
    }

    @Override
    public PricedTariff plan(String tariffCode, LocalDate on) {
        return catalog.plan(tariffCode, on);
    }

    @Override
    public PricedTariff plan(long tariffId) {
        return catalog.plan(tariffId);
    }

    @Override
    public PricedTariff plan(TariffKey key) {
        return catalog.plan(key);
    }

    @Override
    public List<TariffAssignment> assignments(CallContext context, long accountId) {
        context.require(READ);
        return work.readOnly(() -> {
            requireAccount(context, accountId);
            return store.assignments(accountId, MAX_ASSIGNMENTS);
        });
    }

    private void requireAccount(CallContext context, long accountId) {
        context.requireOffice(store.officePath(accountId)
                .orElseThrow(() -> KarawattException.notFound(TariffErrors.ACCOUNT_UNKNOWN)));
    }

    @Override
    public TariffAssignment assign(CallContext context, AssignmentDraft draft) {
        context.require(WRITE);
        Faults faults = new Faults();
        check(draft, "", faults);
        faults.throwIfAny();
        return work.required(() -> {
            requireAccount(context, draft.accountId());
            requireContractAboveFloor(draft);
            store.last(draft.accountId()).ifPresent(last -> end(context, last, draft.validFrom()));
            long id = numbering.nextId();
            try {
                store.insertAssignment(id, draft);
            } catch (DuplicateKeyException e) {
                throw KarawattException.conflict(TariffErrors.OVERLAP, draft.validFrom());
            }
            TariffAssignment made = new TariffAssignment(id, draft.accountId(), draft.tariffCode(), draft.validFrom(), null,
                    draft.demandMethod(), draft.contractDemandKw(), draft.powerFactorStandard(), draft.householdPeople(),
                    draft.tierExempt(), draft.special(), 0);
            history.record(context, "tariff.assignment", id, Map.of(), values(made, null));
            audit.record(context, "tariff.assigned", "account", draft.accountId(), draft.tariffCode() + " from " + draft.validFrom());
            outbox.publish("karawatt/tariff/assignment/made", String.valueOf(draft.accountId()),
                    Map.of("accountId", draft.accountId(), "tariffCode", draft.tariffCode(), "validFrom", draft.validFrom()));
            return made;
        });
    }

    /** While equipment is away nothing is known of the capacity here; the bill is refused then (RATING-052). */
    private void requireContractAboveFloor(AssignmentDraft draft) {
        EquipmentService known = equipment;
        if (!CONTRACT_DEMAND.equals(draft.demandMethod()) || known == null) {
            return;
        }
        BigDecimal own = draft.special().contractFloorPercent();
        BigDecimal percent = own != null ? own
                : catalog.offer().find(draft.tariffCode(), draft.validFrom()).map(priced -> priced.plan().contractFloorPercent()).orElse(null);
        List<CapacitySegment> capacity = known.capacity(draft.accountId(), draft.accountId(),
                new Period(draft.validFrom(), draft.validFrom().plusDays(1)));
        if (percent == null || capacity.isEmpty()) {
            return;
        }
        BigDecimal kva = capacity.get(0).capacityKva();
        BigDecimal least = kva.multiply(percent).movePointLeft(2);
        if (draft.contractDemandKw().compareTo(least) < 0) {
            throw KarawattException.invalid(List.of(Fault.of("contractDemandKw", TariffErrors.CONTRACT_BELOW_FLOOR, draft.contractDemandKw(),
                    least.stripTrailingZeros().toPlainString(), kva.stripTrailingZeros().toPlainString(),
                    percent.stripTrailingZeros().toPlainString())));
        }
    }

    private void end(CallContext context, TariffAssignment last, LocalDate on) {
        if (!last.validFrom().isBefore(on)) {
            throw KarawattException.conflict(TariffErrors.OVERLAP, last.validFrom());
        }
        if (last.validTo() != null && !last.validTo().isAfter(on)) {
            return;
        }
        if (!store.end(last, on)) {
            throw KarawattException.conflict(KernelErrors.STALE_VERSION);
        }
        history.record(context, "tariff.assignment", last.id(), values(last, last.validTo()), values(last, on));
    }

    private static Map<String, Object> values(TariffAssignment a, LocalDate validTo) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("accountId", a.accountId());
        values.put("tariffCode", a.tariffCode());
        values.put("validFrom", a.validFrom());
        values.put("demandMethod", a.demandMethod());
        values.put("tierExempt", a.tierExempt());
        putIfSet(values, "validTo", validTo);
        putIfSet(values, "contractDemandKw", a.contractDemandKw());
        putIfSet(values, "powerFactorStandard", a.powerFactorStandard());
        putIfSet(values, "householdPeople", a.householdPeople());
        putIfSet(values, "contractFloorPercent", a.special().contractFloorPercent());
        putIfSet(values, "purchaseFactor", a.special().purchaseFactor());
        putIfSet(values, "highestTier", a.special().highestTier());
        putIfSet(values, "benefits", a.special().benefits().isEmpty() ? null : String.join(",", a.special().benefits()));
        return values;
    }

    private static void putIfSet(Map<String, Object> values, String name, Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    @Override
    public void load(CallContext context, List<AssignmentDraft> batch) {
        context.require(WRITE);
        if (batch.isEmpty()) {
            return;
        }
        Faults faults = new Faults();
        if (batch.size() > MAX_BATCH) {
            faults.add("", KernelErrors.OUT_OF_RANGE, 1, MAX_BATCH).throwIfAny();
        }
        Set<Long> accounts = new HashSet<>();
        for (int i = 0; i < batch.size(); i++) {
            check(batch.get(i), "[" + i + "].", faults);
            if (!accounts.add(batch.get(i).accountId())) {
                faults.add("[" + i + "].accountId", TariffErrors.OVERLAP, String.valueOf(batch.get(i).validFrom()));
            }
        }
        faults.throwIfAny();
        work.required(() -> {
            Set<Long> taken = store.assigned(accounts);
            if (!taken.isEmpty()) {
                for (int i = 0; i < batch.size(); i++) {
                    if (taken.contains(batch.get(i).accountId())) {
                        faults.add("[" + i + "].accountId", TariffErrors.OVERLAP, batch.get(i).validFrom());
                    }
                }
                faults.throwIfAny();
            }
            store.insertAssignments(batch);
            audit.record(context, "tariff.assignments.loaded", "assignment", null, batch.size() + " assignments");
        });
    }

    private void check(AssignmentDraft draft, String at, Faults faults) {
        faults.text(at + "tariffCode", draft.tariffCode(), 60).required(at + "validFrom", draft.validFrom());
        if (draft.tariffCode() != null && !catalog.offer().knows(draft.tariffCode())) {
            faults.add(at + "tariffCode", TariffErrors.TARIFF_UNKNOWN, draft.tariffCode());
        }
        if (draft.demandMethod() == null || !METHODS.contains(draft.demandMethod())) {
            faults.add(at + "demandMethod", TariffErrors.BAD_VALUE, String.valueOf(draft.demandMethod()));
        }
        boolean contract = CONTRACT_DEMAND.equals(draft.demandMethod());
        boolean positive = draft.contractDemandKw() != null && draft.contractDemandKw().signum() > 0;
        if (contract ? !positive : draft.contractDemandKw() != null) {
            faults.add(at + "contractDemandKw", TariffErrors.BAD_VALUE, String.valueOf(draft.contractDemandKw()));
        }
        BigDecimal standard = draft.powerFactorStandard();
        if (standard != null && STANDARDS.stream().noneMatch(s -> s.compareTo(standard) == 0)) {
            faults.add(at + "powerFactorStandard", TariffErrors.BAD_VALUE, standard);
        }
        Integer people = draft.householdPeople();
        if (people != null && (people < 1 || people > MAX_PEOPLE)) {
            faults.add(at + "householdPeople", KernelErrors.OUT_OF_RANGE, 1, MAX_PEOPLE);
        }
        check(draft.special(), at + "special.", faults);
    }

    private static void check(SpecialTerms special, String at, Faults faults) {
        between(at + "contractFloorPercent", special.contractFloorPercent(), 0, 100, faults);
        between(at + "purchaseFactor", special.purchaseFactor(), 1, MAX_PURCHASE_FACTOR, faults);
        if (special.highestTier() != null && (special.highestTier() < 1 || special.highestTier() > MAX_TIERS)) {
            faults.add(at + "highestTier", KernelErrors.OUT_OF_RANGE, 1, MAX_TIERS);
        }
        if (special.benefits().size() > MAX_BENEFITS) {
            faults.add(at + "benefits", KernelErrors.OUT_OF_RANGE, 0, MAX_BENEFITS);
        }
        for (String benefit : special.benefits()) {
            if (!BENEFIT.matcher(benefit).matches()) {
                faults.add(at + "benefits", TariffErrors.BAD_VALUE, benefit);
            }
        }
    }

    private static void between(String field, BigDecimal value, int least, int most, Faults faults) {
        if (value != null && (value.compareTo(BigDecimal.valueOf(least)) < 0 || value.compareTo(BigDecimal.valueOf(most)) > 0
                || value.scale() > 4)) {
            faults.add(field, KernelErrors.OUT_OF_RANGE, least, most);
        }
    }

    @Override
    public List<TariffAssignment> inForce(long fromAccount, long toAccount, LocalDate on) {
        return work.readOnly(() -> store.inForce(fromAccount, toAccount, on));
    }

    @Override
    public List<TariffAssignment> inForce(long fromAccount, long toAccount, Period period) {
        return work.readOnly(() -> store.inForce(fromAccount, toAccount, period));
    }
}
