package org.karawatt.metering.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
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
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.metering.api.LastReading;
import org.karawatt.metering.api.MeterMount;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.MeteringErrors;
import org.karawatt.metering.api.MeteringPoint;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.metering.api.PointLoad;
import org.karawatt.metering.api.PointLoss;
import org.karawatt.metering.api.PointRule;
import org.karawatt.metering.api.PointRuleDraft;
import org.karawatt.metering.api.Route;
import org.karawatt.metering.internal.calc.RuleChecks;
import org.karawatt.metering.internal.store.PointStore;
import org.karawatt.metering.internal.store.PointStore.Place;
import org.karawatt.metering.internal.store.ReadingStore;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Routes and points on the shared store. */
@Component
public final class DefaultMeteringService implements MeteringService {

    static final String READ = "metering.read";
    static final String WRITE = "metering.write";

    private static final int MAX_BATCH = 5_000;
    private static final Set<String> CYCLES = Set.of("0", "1", "2", "3", "4", "5");
    private static final Set<String> MODES = Set.of("HH", "HL", "LL");
    private static final Set<String> CALCULATIONS = Set.of("METERED", "FIXED");

    private final UnitOfWork work;
    private final PointStore points;
    private final Numbering numbering;
    private final History history;
    private final AuditTrail audit;
    private final OfficeService offices;
    private final BusinessClock clock;
    private final MeterChanges changes;

    @Activate
    public DefaultMeteringService(@Reference UnitOfWork work, @Reference BulkStore store, @Reference Numbering numbering,
            @Reference History history, @Reference AuditTrail audit,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices, @Reference BusinessClock clock) {
        this.work = work;
        this.points = new PointStore(store, numbering);
        this.numbering = numbering;
        this.history = history;
        this.audit = audit;
        this.offices = offices;
        this.clock = clock;
        this.changes = new MeterChanges(points, new ReadingStore(store), numbering, history, audit, clock);
    }

    @Override
    public Page<Route> routes(CallContext context, PageRequest page) {
        context.require(READ);
        return work.readOnly(() -> Page.of(points.routes(context.scope(), page), page, points.countRoutes(context.scope())));
    }

    @Override
    public List<Route> routesBelow(String officePath) {
        return work.readOnly(() -> points.routesBelow(officePath));
    }

    @Override
    public Route createRoute(CallContext context, String routeNo, String name, String officeCode, String readingCycle, int readingDay,
            String reader) {
        context.require(WRITE);
        Faults faults = new Faults().text("routeNo", routeNo, 24).text("name", name, 120).text("officeCode", officeCode, 20)
                .optionalText("reader", reader, 80);
        if (readingCycle == null || !CYCLES.contains(readingCycle)) {
            faults.add("readingCycle", MeteringErrors.BAD_VALUE, String.valueOf(readingCycle));
        }
        if (readingDay < 1 || readingDay > 28) {
            faults.add("readingDay", KernelErrors.OUT_OF_RANGE, 1, 28);
        }
        faults.throwIfAny();
        return work.required(() -> {
            Office office = offices.office(CallContext.system(), officeCode);
            context.requireOffice(office.path());
            if (points.routeExists(routeNo)) {
                throw KarawattException.conflict(MeteringErrors.NUMBER_TAKEN, routeNo);
            }
            Route route = new Route(numbering.nextId(), routeNo, name, office.id(), readingCycle, readingDay, reader, 0);
            try {
                points.insertRoute(route);
            } catch (DuplicateKeyException e) {
                throw KarawattException.conflict(MeteringErrors.NUMBER_TAKEN, routeNo);
            }
            history.record(context, "metering.route", route.id(), Map.of(), values(route, officeCode));
            audit.record(context, "metering.route.created", "route", route.id(), routeNo);
            return route;
        });
    }

    private static Map<String, Object> values(Route route, String officeCode) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("routeNo", route.routeNo());
        values.put("name", route.name());
        values.put("office", officeCode);
        values.put("readingCycle", route.readingCycle());
        values.put("readingDay", route.readingDay());
        if (route.reader() != null) {
            values.put("reader", route.reader());
        }
        return values;
    }

    @Override
    public Route route(CallContext context, String routeNo) {
        context.require(READ);
        return work.readOnly(() -> points.route(context.scope(), String.valueOf(routeNo)))
                .orElseThrow(() -> KarawattException.notFound(MeteringErrors.ROUTE_UNKNOWN, String.valueOf(routeNo)));
    }

    @Override
    public int nextPlace(long routeId) {
        return work.readOnly(() -> points.nextPlace(routeId));
    }

    @Override
    public List<MeterReading> readFinally(CallContext context, LastReading reading) {
        context.require(WRITE);
        return work.required(() -> changes.read(context, held(context, reading), reading, MeterChanges.FINAL));
    }

    @Override
    public List<MeterReading> removeMeter(CallContext context, LastReading reading) {
        context.require(WRITE);
        return work.required(() -> changes.remove(context, held(context, reading), reading));
    }

    private Place held(CallContext context, LastReading reading) {
        Place place = place(context, reading.pointNo());
        changes.hold(place, reading);
        return place;
    }

    @Override
    public MeteringPoint installMeter(CallContext context, MeterMount mount) {
        context.require(WRITE);
        return work.required(() -> {
            changes.check(mount).throwIfAny();
            Place place = place(context, mount.pointNo());
            changes.install(context, place, mount);
            return point(place);
        });
    }

    @Override
    public MeteringPoint exchangeMeter(CallContext context, LastReading old, MeterMount fresh) {
        context.require(WRITE);
        return work.required(() -> {
            Place place = place(context, fresh.pointNo());
            changes.hold(place, old);
            MeterMount mount = changes.withRatios(place, fresh);
            Faults faults = changes.check(mount);
            if (old.on() != null && !old.on().equals(mount.installedOn()) || !String.valueOf(old.pointNo()).equals(mount.pointNo())) {
                faults.add("installedOn", MeteringErrors.BAD_VALUE, String.valueOf(mount.installedOn()));
            }
            changes.faults(place, old).list().forEach(fault -> faults.add(fault.field(), fault.code(), fault.args().toArray()));
            faults.throwIfAny();
            changes.remove(context, place, old);
            changes.install(context, place, mount);
            return point(place);
        });
    }

    private MeteringPoint point(Place place) {
        return points.points(place.accountId(), clock.today()).stream().filter(point -> point.id() == place.pointId()).findFirst()
                .orElseThrow();
    }

    @Override
    public List<MeteringPoint> points(CallContext context, long accountId) {
        context.require(READ);
        return work.readOnly(() -> {
            points.officePaths(accountId).forEach(context::requireOffice);
            return points.points(accountId, clock.today());
        });
    }

    @Override
    public List<MeteringPoint> points(long fromAccount, long toAccount, LocalDate on) {
        return work.readOnly(() -> points.points(fromAccount, toAccount, on));
    }

    @Override
    public List<Long> accountsByMeter(CallContext context, String meterNo) {
        context.require(READ);
        new Faults().text("meterNo", meterNo, 32).throwIfAny();
        return work.readOnly(() -> points.accountsByMeter(meterNo.strip(), context.scope()));
    }

    @Override
    public void load(CallContext context, List<PointLoad> batch) {
        context.require(WRITE);
        if (batch.isEmpty()) {
            return;
        }
        Faults faults = new Faults();
        if (batch.size() > MAX_BATCH) {
            faults.add("", KernelErrors.OUT_OF_RANGE, 1, MAX_BATCH).throwIfAny();
        }
        Set<String> pointNos = new HashSet<>();
        Set<String> meterNos = new HashSet<>();
        for (int i = 0; i < batch.size(); i++) {
            check(batch.get(i), "[" + i + "].", faults, pointNos, meterNos);
        }
        faults.throwIfAny();
        work.required(() -> {
            offices(context, batch);
            taken(batch, pointNos, meterNos);
            try {
                points.insert(batch);
            } catch (DuplicateKeyException e) {
                throw KarawattException.conflict(MeteringErrors.NUMBER_TAKEN, e.constraint());
            }
            audit.record(context, "metering.points.loaded", "point", null, batch.size() + " points");
        });
    }

    private static void check(PointLoad p, String at, Faults faults, Set<String> pointNos, Set<String> meterNos) {
        faults.text(at + "pointNo", p.pointNo(), 24).text(at + "voltageCode", p.voltageCode(), 12)
                .required(at + "installedOn", p.installedOn());
        if (p.pointNo() != null && !pointNos.add(p.pointNo())) {
            faults.add(at + "pointNo", MeteringErrors.NUMBER_TAKEN, p.pointNo());
        }
        if (p.meteringMode() == null || !MODES.contains(p.meteringMode())) {
            faults.add(at + "meteringMode", MeteringErrors.BAD_VALUE, String.valueOf(p.meteringMode()));
        }
        if (p.calculation() == null || !CALCULATIONS.contains(p.calculation())) {
            faults.add(at + "calculation", MeteringErrors.BAD_VALUE, String.valueOf(p.calculation()));
            return;
        }
        if ("FIXED".equals(p.calculation())) {
            if (p.fixedKwh() == null || p.fixedKwh().signum() < 0) {
                faults.add(at + "fixedKwh", MeteringErrors.BAD_VALUE, String.valueOf(p.fixedKwh()));
            }
            if (p.meterNo() != null) {
                faults.add(at + "meterNo", MeteringErrors.BAD_VALUE, String.valueOf(p.meterNo()));
            }
            return;
        }
        faults.text(at + "meterNo", p.meterNo(), 32).required(at + "meterId", p.meterId());
        if (p.meterNo() != null && !meterNos.add(p.meterNo())) {
            faults.add(at + "meterNo", MeteringErrors.NUMBER_TAKEN, p.meterNo());
        }
        ratio(at + "ctRatio", p.ctRatio(), faults);
        ratio(at + "ptRatio", p.ptRatio(), faults);
        registers(p.registers(), at, faults);
    }

    static void ratio(String field, BigDecimal ratio, Faults faults) {
        if (ratio == null || ratio.signum() <= 0) {
            faults.add(field, MeteringErrors.BAD_VALUE, String.valueOf(ratio));
        }
    }

    static void registers(List<PointLoad.RegisterLoad> registers, String at, Faults faults) {
        if (registers == null || registers.isEmpty()) {
            faults.add(at + "registers", KernelErrors.REQUIRED);
            return;
        }
        Set<Object> kinds = new HashSet<>();
        for (int r = 0; r < registers.size(); r++) {
            PointLoad.RegisterLoad register = registers.get(r);
            String field = at + "registers[" + r + "].";
            if (register.kind() == null || !kinds.add(register.kind())) {
                faults.add(field + "kind", MeteringErrors.BAD_VALUE, String.valueOf(register.kind()));
            }
            if (register.integerDigits() < 1 || register.integerDigits() > 9) {
                faults.add(field + "integerDigits", KernelErrors.OUT_OF_RANGE, 1, 9);
            }
            if (register.decimalDigits() < 0 || register.decimalDigits() > 4) {
                faults.add(field + "decimalDigits", KernelErrors.OUT_OF_RANGE, 0, 4);
            }
            if (register.initialValue() == null || register.initialValue().signum() < 0) {
                faults.add(field + "initialValue", MeteringErrors.BAD_VALUE, String.valueOf(register.initialValue()));
            }
        }
    }

    /** Every office of the batch must be in scope, and every route must exist. */
    private void offices(CallContext context, List<PointLoad> batch) {
        Map<Long, Office> known = new HashMap<>();
        Faults faults = new Faults();
        Set<Long> wanted = batch.stream().map(PointLoad::routeId).collect(Collectors.toSet());
        Set<Long> routes = points.existingRoutes(wanted);
        for (int i = 0; i < batch.size(); i++) {
            PointLoad p = batch.get(i);
            context.requireOffice(known.computeIfAbsent(p.officeId(), id -> offices.office(CallContext.system(), id)).path());
            if (!routes.contains(p.routeId())) {
                faults.add("[" + i + "].routeId", MeteringErrors.ROUTE_UNKNOWN, p.routeId());
            }
        }
        faults.throwIfAny();
    }

    private void taken(List<PointLoad> batch, Set<String> pointNos, Set<String> meterNos) {
        Set<String> takenPoints = points.existingPoints(pointNos);
        Set<String> takenMeters = points.installedMeters(meterNos);
        if (takenPoints.isEmpty() && takenMeters.isEmpty()) {
            return;
        }
        Faults faults = new Faults();
        for (int i = 0; i < batch.size(); i++) {
            PointLoad p = batch.get(i);
            if (takenPoints.contains(p.pointNo())) {
                faults.add("[" + i + "].pointNo", MeteringErrors.NUMBER_TAKEN, p.pointNo());
            }
            if (Objects.nonNull(p.meterNo()) && takenMeters.contains(p.meterNo())) {
                faults.add("[" + i + "].meterNo", MeteringErrors.NUMBER_TAKEN, p.meterNo());
            }
        }
        faults.throwIfAny();
    }

    @Override
    public void weights(String officePath, AccountWeight consumer) {
        work.readOnly(() -> {
            points.weights(officePath, consumer);
            return null;
        });
    }

    @Override
    public void accountsInAreas(Collection<Long> areaIds, LongConsumer consumer) {
        if (areaIds.size() > MAX_BATCH) {
            throw KarawattException.invalid(KernelErrors.OUT_OF_RANGE, 0, MAX_BATCH);
        }
        work.readOnly(() -> {
            points.accountsInAreas(areaIds, consumer);
            return null;
        });
    }

    @Override
    public void accountsOnRoute(long routeId, LongConsumer consumer) {
        work.readOnly(() -> {
            points.accountsOnRoute(routeId, consumer);
            return null;
        });
    }

    @Override
    public List<PointRule> rules(long fromAccount, long toAccount, Period period) {
        return work.readOnly(() -> points.rules(fromAccount, toAccount, period));
    }

    @Override
    public Map<Long, String> pointNumbers(Collection<Long> pointIds) {
        if (pointIds.size() > MAX_BATCH) {
            throw KarawattException.invalid(KernelErrors.OUT_OF_RANGE, 0, MAX_BATCH);
        }
        return work.readOnly(() -> points.numbers(pointIds));
    }

    @Override
    public List<PointRule> rules(CallContext context, long accountId) {
        context.require(READ);
        return work.readOnly(() -> {
            points.officePaths(accountId).forEach(context::requireOffice);
            return points.rulesOfAccount(accountId);
        });
    }

    @Override
    public PointRule setRule(CallContext context, PointRuleDraft draft) {
        context.require(WRITE);
        RuleChecks.check(draft).throwIfAny();
        return work.required(() -> {
            Place point = place(context, draft.pointNo());
            Long parent = null;
            if (draft.parentNo() != null) {
                Place above = place(context, draft.parentNo());
                if (above.accountId() != point.accountId() || above.pointId() == point.pointId()) {
                    new Faults().add("parentNo", MeteringErrors.BAD_VALUE, draft.parentNo()).throwIfAny();
                }
                parent = above.pointId();
            }
            PointRule before = points.latestRule(point.pointId()).orElse(null);
            if (before != null && !draft.validFrom().isAfter(before.validFrom())) {
                throw KarawattException.conflict(MeteringErrors.RULE_DATED, draft.pointNo(), before.validFrom());
            }
            PointRule rule = new PointRule(point.accountId(), point.pointId(), draft.calculation(), draft.fixedKwh(), draft.ratioPct(),
                    draft.priceItem(), parent, draft.connection(), draft.loss() == null ? PointLoss.NONE : draft.loss(),
                    draft.validFrom(), null, draft.standbyGroup());
            if (RuleChecks.isCircular(rule, points.rulesOfAccount(point.accountId()))) {
                new Faults().add("parentNo", MeteringErrors.CIRCULAR, draft.pointNo(), draft.parentNo()).throwIfAny();
            }
            points.insertRule(rule);
            history.record(context, "metering.point", point.pointId(), before == null ? Map.of() : values(before), values(rule));
            audit.record(context, "metering.rule.set", "point", point.pointId(), draft.pointNo() + " " + draft.validFrom());
            return rule;
        });
    }

    private Place place(CallContext context, String pointNo) {
        Place place = points.place(pointNo)
                .orElseThrow(() -> KarawattException.notFound(MeteringErrors.POINT_UNKNOWN, pointNo));
        context.requireOffice(place.officePath());
        return place;
    }

    private static Map<String, Object> values(PointRule rule) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("validFrom", rule.validFrom());
        values.put("calculation", rule.calculation());
        values.put("fixedKwh", rule.fixedKwh());
        values.put("ratioPct", rule.ratioPct());
        values.put("priceItem", rule.priceItem());
        values.put("parentId", rule.parentId());
        values.put("connection", rule.connection());
        values.put("standbyGroup", rule.standbyGroup());
        values.put("loss", rule.loss().isNone() ? null : rule.loss().toString());
        return values;
    }
}
