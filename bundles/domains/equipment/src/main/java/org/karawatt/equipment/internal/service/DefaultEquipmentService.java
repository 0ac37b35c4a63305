package org.karawatt.equipment.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.karawatt.codes.api.CodeService;
import org.karawatt.codes.api.CodeTables;
import org.karawatt.codes.api.CodesErrors;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.customer.api.CustomerErrors;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.equipment.api.Area;
import org.karawatt.equipment.api.CapacityHistory;
import org.karawatt.equipment.api.CapacitySegment;
import org.karawatt.equipment.api.EquipmentErrors;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.equipment.api.Line;
import org.karawatt.equipment.api.LossParameters;
import org.karawatt.equipment.api.Transformer;
import org.karawatt.equipment.api.TransformerDraft;
import org.karawatt.equipment.internal.calc.CapacityTimeline;
import org.karawatt.equipment.internal.store.EquipmentStore;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.time.Period;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.History;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.Outbox;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.karawatt.persistence.store.EntityStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Lines, areas and the equipment of customers. */
@Component
public final class DefaultEquipmentService implements EquipmentService {

    private static final String READ = "equipment.read";
    private static final String WRITE = "equipment.write";
    private static final Set<String> KINDS = Set.of("TRANSFORMER", "HV_MOTOR");
    private static final String REMOVED = "REMOVED";
    private static final Set<String> STATES = Set.of("RUNNING", "STANDBY", "SUSPENDED", REMOVED);
    private static final BigDecimal MAX_LOSS = new BigDecimal("9999.9999");
    private static final int MAX_LOAD = 5_000;
    private static final int MAX_TRANSFORMERS = 500;
    private static final int ACCOUNTS_AT_ONCE = 500;
    private static final int CAPACITY_SCALE = 4;
    private static final BigDecimal MAX_CAPACITY = new BigDecimal("9999999999.9999");

    private final UnitOfWork work;
    private final EquipmentStore store;
    private final Numbering numbering;
    private final History history;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final BusinessClock clock;
    private final CodeService codes;
    private final OfficeService offices;
    private final CustomerService customers;

    @Activate
    public DefaultEquipmentService(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) EntityStore entities,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Numbering numbering,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) History history,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) AuditTrail audit,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) Outbox outbox,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BusinessClock clock,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CodeService codes,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers) {
        this.work = work;
        this.store = new EquipmentStore(entities, bulk);
        this.numbering = numbering;
        this.history = history;
        this.audit = audit;
        this.outbox = outbox;
        this.clock = clock;
        this.codes = codes;
        this.offices = offices;
        this.customers = customers;
    }

    @Override
    public Page<Line> lines(CallContext context, PageRequest page) {
        context.require(READ);
        return work.readOnly(() -> store.lines(context.scope(), page));
    }

    @Override
    public Page<Area> areas(CallContext context, Long lineId, PageRequest page) {
        context.require(READ);
        return work.readOnly(() -> store.areas(context.scope(), lineId, page));
    }

    @Override
    public Area area(CallContext context, long areaId) {
        context.require(READ);
        return work.readOnly(() -> store.area(context.scope(), areaId)
                .orElseThrow(() -> KarawattException.notFound(EquipmentErrors.AREA_UNKNOWN, areaId)));
    }

    @Override
    public Area area(CallContext context, String areaNo) {
        context.require(READ);
        return work.readOnly(() -> store.area(context.scope(), String.valueOf(areaNo))
                .orElseThrow(() -> KarawattException.notFound(EquipmentErrors.AREA_UNKNOWN, String.valueOf(areaNo))));
    }

    @Override
    public Line line(CallContext context, String lineNo) {
        context.require(READ);
        return work.readOnly(() -> store.line(context.scope(), String.valueOf(lineNo))
                .orElseThrow(() -> KarawattException.notFound(EquipmentErrors.LINE_UNKNOWN, String.valueOf(lineNo))));
    }

    @Override
    public List<Transformer> transformers(CallContext context, long accountId) {
        context.require(READ);
        return work.readOnly(() -> {
            if (!visible(context, Set.of(accountId)).contains(accountId)) {
                throw KarawattException.notFound(CustomerErrors.ACCOUNT_UNKNOWN, accountId);
            }
            return store.transformers(accountId, clock.today(), MAX_TRANSFORMERS);
        });
    }

    @Override
    public Line createLine(CallContext context, String lineNo, String name, String voltageCode, String officeCode) {
        context.require(WRITE);
        return unlessTaken(lineNo, () -> {
            Faults faults = new Faults();
            faults.text("lineNo", lineNo, 24).text("name", name, 120);
            voltage(faults, "voltageCode", voltageCode);
            Office office = office(context, faults, officeCode);
            faults.throwIfAny();
            if (store.lineTaken(lineNo)) {
                throw taken(lineNo, null);
            }
            Line line = store.insertLine(numbering.nextId(), lineNo, name, voltageCode, office.id());
            created(context, "line", line.id(), lineNo,
                    Map.of("lineNo", lineNo, "name", name, "voltageCode", voltageCode, "officeId", office.id()));
            return line;
        });
    }

    @Override
    public Area createArea(CallContext context, String areaNo, String name, String lineNo, String officeCode, BigDecimal capacityKva,
            boolean publicArea) {
        context.require(WRITE);
        return unlessTaken(areaNo, () -> {
            Faults faults = new Faults();
            faults.text("areaNo", areaNo, 24).text("name", name, 120);
            capacity(faults, "capacityKva", capacityKva);
            Line line = line(context, faults, lineNo);
            Office office = office(context, faults, officeCode);
            faults.throwIfAny();
            if (store.areaTaken(areaNo)) {
                throw taken(areaNo, null);
            }
            Area area = store.insertArea(numbering.nextId(), areaNo, name, line.id(), office.id(), capacityKva, publicArea);
            created(context, "area", area.id(), areaNo, Map.of("areaNo", areaNo, "name", name, "lineNo", lineNo, "officeId", office.id(),
                    "capacityKva", capacityKva, "publicArea", publicArea));
            return area;
        });
    }

    @Override
    public void load(CallContext context, List<TransformerDraft> batch) {
        context.require(WRITE);
        if (batch.size() > MAX_LOAD) {
            throw KarawattException.invalid(KernelErrors.OUT_OF_RANGE, 0, MAX_LOAD);
        }
        if (!batch.isEmpty()) {
            work.required(() -> loadInUnit(context, batch));
        }
    }

    @Override
    public List<CapacitySegment> capacity(long fromAccount, long toAccount, Period period) {
        return CapacityTimeline.of(work.readOnly(() -> store.states(fromAccount, toAccount, period)), period);
    }

    @Override
    public List<CapacityHistory> capacityHistory(long fromAccount, long toAccount, Period period) {
        Period withDayBefore = new Period(period.from().minusDays(1), period.to());
        return CapacityTimeline.histories(work.readOnly(() -> store.states(fromAccount, toAccount, withDayBefore)), period);
    }

    @Override
    public Map<Long, LossParameters> lossParameters(Collection<Long> transformerIds) {
        if (transformerIds.size() > MAX_LOAD) {
            throw KarawattException.invalid(KernelErrors.OUT_OF_RANGE, 0, MAX_LOAD);
        }
        return work.readOnly(() -> store.lossParameters(transformerIds));
    }

    @Override
    public Transformer setState(CallContext context, String transformerNo, String state, LocalDate from) {
        context.require(WRITE);
        Faults faults = new Faults().text("transformerNo", transformerNo, 24).required("from", from);
        if (state == null || !STATES.contains(state)) {
            faults.add("state", KernelErrors.UNKNOWN_CODE, "equipment-state", String.valueOf(state));
        }
        faults.throwIfAny();
        return work.required(() -> {
            EquipmentStore.LatestState latest = store.latestState(transformerNo)
                    .filter(found -> visible(context, Set.of(found.accountId())).contains(found.accountId()))
                    .orElseThrow(() -> KarawattException.notFound(EquipmentErrors.TRANSFORMER_UNKNOWN, transformerNo));
            if (latest.state().equals(REMOVED) || latest.state().equals(state) || !from.isAfter(latest.from())) {
                throw KarawattException.conflict(EquipmentErrors.STATE_DATED, transformerNo, latest.state(), latest.from());
            }
            if (!store.insertState(numbering.nextId(), latest, state, from)) {
                throw KarawattException.conflict(KernelErrors.STALE_VERSION);
            }
            history.record(context, "equipment.transformer", latest.transformerId(), Map.of("state", latest.state(), "from", latest.from()),
                    Map.of("state", state, "from", from));
            audit.record(context, "transformer.state.set", "transformer", latest.transformerId(), transformerNo + " " + state + " " + from);
            outbox.publish("karawatt/equipment/transformer/state", Long.toString(latest.transformerId()),
                    Map.of("transformerNo", transformerNo, "accountId", latest.accountId(), "state", state, "from", from));
            return store.transformer(latest.transformerId(), from.isAfter(clock.today()) ? latest.state() : state);
        });
    }

    private void loadInUnit(CallContext context, List<TransformerDraft> batch) {
        Set<Long> accounts = visible(context, batch.stream().map(TransformerDraft::accountId).collect(Collectors.toSet()));
        Set<String> taken = store.takenTransformers(batch.stream().map(TransformerDraft::transformerNo)
                .filter(number -> number != null && number.length() <= 24).collect(Collectors.toSet()));
        Faults faults = new Faults();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < batch.size(); i++) {
            check(faults, "[" + i + "].", batch.get(i), accounts, taken, seen);
        }
        faults.throwIfAny();
        long first = numbering.block(Numbering.ID, 2 * batch.size());
        store.insertTransformers(first, batch);
        audit.record(context, "transformer.loaded", "transformer", first, batch.size() + " transformers");
        outbox.publish("karawatt/equipment/transformer/loaded", Long.toString(first),
                Map.of("fromId", first, "toId", first + batch.size() - 1, "count", batch.size()));
    }

    private void check(Faults faults, String at, TransformerDraft draft, Set<Long> accounts, Set<String> taken, Set<String> seen) {
        faults.text(at + "transformerNo", draft.transformerNo(), 24).optionalText(at + "model", draft.model(), 40)
                .required(at + "kind", draft.kind()).required(at + "runningSince", draft.runningSince());
        if (draft.transformerNo() != null && (!seen.add(draft.transformerNo()) || taken.contains(draft.transformerNo()))) {
            faults.add(at + "transformerNo", EquipmentErrors.NUMBER_TAKEN, draft.transformerNo());
        }
        if (draft.kind() != null && !KINDS.contains(draft.kind())) {
            faults.add(at + "kind", KernelErrors.UNKNOWN_CODE, "equipment-kind", draft.kind());
        }
        if (!accounts.contains(draft.accountId())) {
            faults.add(at + "accountId", CustomerErrors.ACCOUNT_UNKNOWN, draft.accountId());
        }
        voltage(faults, at + "voltageCode", draft.voltageCode());
        capacity(faults, at + "capacityKva", draft.capacityKva());
        loss(faults, at + "noLoadLossKw", draft.noLoadLossKw());
        loss(faults, at + "noLoadCurrentPct", draft.noLoadCurrentPct());
    }

    private static void loss(Faults faults, String field, BigDecimal value) {
        if (value != null && (value.signum() < 0 || value.compareTo(MAX_LOSS) > 0 || value.stripTrailingZeros().scale() > CAPACITY_SCALE)) {
            faults.add(field, KernelErrors.OUT_OF_RANGE, "0", MAX_LOSS.toPlainString());
        }
    }

    /** Those of the accounts that exist in the caller's offices. The caller's right to equipment suffices to learn that. */
    private Set<Long> visible(CallContext context, Set<Long> accountIds) {
        CallContext reader = new CallContext(context.user(), Set.of("customer.read"), context.scope(), context.locale(),
                context.channel(), context.reason());
        List<Long> ids = new ArrayList<>(new TreeSet<>(accountIds));
        Set<Long> visible = new HashSet<>();
        for (int from = 0; from < ids.size(); from += ACCOUNTS_AT_ONCE) {
            visible.addAll(customers.byIds(reader, ids.subList(from, Math.min(ids.size(), from + ACCOUNTS_AT_ONCE))).keySet());
        }
        return visible;
    }

    private <T> T unlessTaken(String number, Supplier<T> create) {
        try {
            return work.required(create);
        } catch (DuplicateKeyException e) {
            throw taken(number, e);
        }
    }

    private static KarawattException taken(String number, DuplicateKeyException cause) {
        KarawattException conflict = KarawattException.conflict(EquipmentErrors.NUMBER_TAKEN, number);
        if (cause != null) {
            conflict.addSuppressed(cause);
        }
        return conflict;
    }

    private void created(CallContext context, String thing, long id, String number, Map<String, Object> fields) {
        history.record(context, "equipment." + thing, id, Map.of(), fields);
        audit.record(context, thing + ".created", thing, id, number);
        outbox.publish("karawatt/equipment/" + thing + "/created", Long.toString(id), Map.of(thing + "No", number));
    }

    private Office office(CallContext context, Faults faults, String code) {
        if (code == null) {
            faults.add("officeCode", KernelErrors.REQUIRED);
            return null;
        }
        Office office = offices.find(context.scope(), code).orElse(null);
        if (office == null) {
            faults.add("officeCode", CodesErrors.OFFICE_UNKNOWN, code);
        }
        return office;
    }

    private Line line(CallContext context, Faults faults, String lineNo) {
        if (lineNo == null) {
            faults.add("lineNo", KernelErrors.REQUIRED);
            return null;
        }
        Line line = store.line(context.scope(), lineNo).orElse(null);
        if (line == null) {
            faults.add("lineNo", EquipmentErrors.LINE_UNKNOWN, lineNo);
        }
        return line;
    }

    private void voltage(Faults faults, String field, String code) {
        LocalDate today = clock.today();
        if (code == null) {
            faults.add(field, KernelErrors.REQUIRED);
        } else if (!codes.isValid(CodeTables.VOLTAGE, code, today)) {
            faults.add(field, KernelErrors.UNKNOWN_CODE, CodeTables.VOLTAGE, code);
        }
    }

    private static void capacity(Faults faults, String field, BigDecimal value) {
        if (value == null) {
            faults.add(field, KernelErrors.REQUIRED);
        } else if (value.signum() <= 0) {
            faults.add(field, EquipmentErrors.BAD_CAPACITY);
        } else if (value.compareTo(MAX_CAPACITY) > 0 || value.stripTrailingZeros().scale() > CAPACITY_SCALE) {
            faults.add(field, KernelErrors.OUT_OF_RANGE, "0.0001", MAX_CAPACITY.toPlainString());
        }
    }
}
