package org.karawatt.metering.internal.service;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.quantity.DayCurve;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.time.Period;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.metering.api.LoadCurve;
import org.karawatt.metering.api.LoadCurveDraft;
import org.karawatt.metering.api.LoadCurveService;
import org.karawatt.metering.api.MeteringErrors;
import org.karawatt.metering.internal.store.CurveStore;
import org.karawatt.metering.internal.store.CurveStore.Place;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Load curves, a row for each day of a point. */
@Component
public final class DefaultLoadCurveService implements LoadCurveService {

    private static final String READ = "metering.read";
    private static final String IMPORT = "reading.import";
    private static final Set<String> CHANNELS = Set.of("DRAWN", "FED");
    private static final int MAX_DAYS = 400;
    private static final int MAX_DECIMALS = 6;
    private static final int MAX_WHOLE_DIGITS = 9;

    private final UnitOfWork work;
    private final CurveStore store;
    private final AuditTrail audit;
    private final BusinessClock clock;

    @Activate
    public DefaultLoadCurveService(@Reference UnitOfWork work, @Reference BulkStore store, @Reference AuditTrail audit,
            @Reference BusinessClock clock) {
        this.work = work;
        this.store = new CurveStore(store);
        this.audit = audit;
        this.clock = clock;
    }

    private record Slot(long pointId, String channel, LocalDate day) {
    }

    @Override
    public int take(CallContext context, List<LoadCurveDraft> batch) {
        context.require(IMPORT);
        if (batch.isEmpty() || batch.size() > MAX_BATCH) {
            throw KarawattException.invalid(KernelErrors.OUT_OF_RANGE, 1, MAX_BATCH);
        }
        Faults faults = new Faults();
        for (int i = 0; i < batch.size(); i++) {
            check(batch.get(i), "[" + i + "].", faults);
        }
        faults.throwIfAny();
        return work.required(() -> {
            Map<String, Place> places = places(context, batch);
            Map<Slot, LoadCurve> known = known(batch, places);
            List<LoadCurve> fresh = new ArrayList<>();
            Instant now = clock.now();
            for (LoadCurveDraft draft : batch) {
                Place place = places.get(draft.pointNo());
                LoadCurve before = known.get(new Slot(place.pointId(), draft.channel(), draft.day()));
                DayCurve curve = new DayCurve(draft.values());
                if (before == null || !before.curve().text().equals(curve.text())) {
                    fresh.add(new LoadCurve(place.pointId(), place.accountId(), draft.day(), draft.channel(), curve,
                            before == null ? 0 : before.revision() + 1, context.user(), now));
                }
            }
            if (!fresh.isEmpty()) {
                try {
                    store.insert(fresh);
                } catch (DuplicateKeyException e) {
                    throw KarawattException.conflict(KernelErrors.STALE_VERSION);
                }
            }
            audit.record(context, "metering.curves.taken", "curve", null, fresh.size() + " of " + batch.size() + " days");
            return fresh.size();
        });
    }

    private static void check(LoadCurveDraft draft, String at, Faults faults) {
        faults.text(at + "pointNo", draft.pointNo(), 24).required(at + "day", draft.day());
        if (draft.channel() == null || !CHANNELS.contains(draft.channel())) {
            faults.add(at + "channel", MeteringErrors.BAD_VALUE, String.valueOf(draft.channel()));
        }
        if (draft.values() == null || !DayCurve.fits(draft.values().size())) {
            faults.add(at + "values", MeteringErrors.CURVE_SIZE, draft.values() == null ? 0 : draft.values().size());
            return;
        }
        for (int i = 0; i < draft.values().size(); i++) {
            BigDecimal value = draft.values().get(i);
            if (value != null && (value.signum() < 0 || value.stripTrailingZeros().scale() > MAX_DECIMALS
                    || value.precision() - value.scale() > MAX_WHOLE_DIGITS)) {
                faults.add(at + "values", MeteringErrors.CURVE_VALUE, i + 1, value);
                return;
            }
        }
    }

    /** The points of a batch; unknown ones, those of other offices, and a day that comes twice are faults. */
    private Map<String, Place> places(CallContext context, List<LoadCurveDraft> batch) {
        Map<String, Place> places = store.places(batch.stream().map(LoadCurveDraft::pointNo).distinct().toList());
        Faults faults = new Faults();
        Set<Slot> seen = new HashSet<>();
        for (int i = 0; i < batch.size(); i++) {
            LoadCurveDraft draft = batch.get(i);
            Place place = places.get(draft.pointNo());
            if (place == null || !context.scope().covers(place.officePath())) {
                faults.add("[" + i + "].pointNo", MeteringErrors.POINT_UNKNOWN, draft.pointNo());
            } else if (!seen.add(new Slot(place.pointId(), draft.channel(), draft.day()))) {
                faults.add("[" + i + "].day", MeteringErrors.CURVE_TWICE, draft.pointNo(), draft.day());
            }
        }
        faults.throwIfAny();
        return places;
    }

    private Map<Slot, LoadCurve> known(List<LoadCurveDraft> batch, Map<String, Place> places) {
        List<LocalDate> days = batch.stream().map(LoadCurveDraft::day).sorted().toList();
        Map<Slot, LoadCurve> known = new HashMap<>();
        store.ofPoints(places.values().stream().map(Place::pointId).toList(), days.get(0), days.get(days.size() - 1))
                .forEach(curve -> known.put(new Slot(curve.pointId(), curve.channel(), curve.day()), curve));
        return known;
    }

    @Override
    public List<LoadCurve> curves(CallContext context, long accountId, Period period) {
        context.require(READ);
        Objects.requireNonNull(period.to(), "to");
        if (period.days() > MAX_DAYS) {
            throw KarawattException.invalid(KernelErrors.OUT_OF_RANGE, 1, MAX_DAYS);
        }
        return work.readOnly(() -> {
            store.officePaths(accountId).forEach(context::requireOffice);
            return store.ofAccounts(accountId, accountId, period).stream().sorted(Comparator.comparing(LoadCurve::day)
                    .thenComparingLong(LoadCurve::pointId).thenComparing(LoadCurve::channel)).toList();
        });
    }

    @Override
    public List<LoadCurve> curves(long fromAccount, long toAccount, Period period) {
        return work.readOnly(() -> store.ofAccounts(fromAccount, toAccount, period));
    }

    @Override
    public List<LoadCurve> curves(Collection<Long> accountIds, Period period) {
        return work.readOnly(() -> store.ofAccounts(accountIds, period));
    }
}
