package org.karawatt.metering.internal.service;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.MeterReadingService;
import org.karawatt.metering.api.MeteringErrors;
import org.karawatt.metering.api.RegisterState;
import org.karawatt.metering.internal.store.PointStore;
import org.karawatt.metering.internal.store.PointStore.Stop;
import org.karawatt.metering.internal.store.ReadingStore;
import org.karawatt.persistence.store.BulkStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Readings on the shared store. */
@Component
public final class DefaultMeterReadingService implements MeterReadingService {

    private static final int MAX_METERS = 2_000;
    /** A chunk of rows does not end in the middle of a meter, so it may name a few more. */
    private static final int MAX_LOCKED = 2_100;
    private static final int MAX_ROUTES = 500;
    private static final int MAX_HISTORY = 500;
    private static final Set<String> DECISIONS = Set.of("ACCEPTED", "REJECTED");

    private final UnitOfWork work;
    private final Numbering numbering;
    private final ReadingStore readings;
    private final PointStore points;

    @Activate
    public DefaultMeterReadingService(@Reference UnitOfWork work, @Reference BulkStore store, @Reference Numbering numbering) {
        this.work = work;
        this.numbering = numbering;
        this.readings = new ReadingStore(store);
        this.points = new PointStore(store, numbering);
    }

    @Override
    public Map<String, List<RegisterState>> states(Collection<String> meterNos, BillingMonth month) {
        atMost(meterNos, MAX_METERS);
        return work.readOnly(() -> readings.states(meterNos, month));
    }

    @Override
    public void lock(Collection<String> meterNos) {
        atMost(meterNos, MAX_LOCKED);
        work.required(() -> readings.lock(meterNos));
    }

    @Override
    public void statesOfRoute(long routeId, BillingMonth month, Consumer<RegisterState> consumer) {
        Optional<Stop> last = Optional.empty();
        while (true) {
            Optional<Stop> after = last;
            List<Stop> stops = work.readOnly(() -> points.stops(routeId, after, MAX_METERS));
            if (stops.isEmpty()) {
                return;
            }
            states(stops.stream().map(Stop::meterNo).toList(), month).values().forEach(states -> states.forEach(consumer));
            last = Optional.of(stops.get(stops.size() - 1));
        }
    }

    @Override
    public Map<Long, RouteProgress> progress(Collection<Long> routeIds, BillingMonth month) {
        atMost(routeIds, MAX_ROUTES);
        return work.readOnly(() -> readings.progress(routeIds, month));
    }

    @Override
    public Map<Long, Integer> registersByRoute(String officePath) {
        return work.readOnly(() -> points.registersByRoute(officePath));
    }

    @Override
    public void append(List<MeterReading> batch) {
        if (!batch.isEmpty()) {
            work.required(() -> readings.insert(batch));
        }
    }

    @Override
    public List<MeterReading> accepted(long fromAccount, long toAccount, BillingMonth month) {
        return work.readOnly(() -> readings.accepted(fromAccount, toAccount, month));
    }

    @Override
    public List<Long> heldAccounts(long fromAccount, long toAccount, BillingMonth month) {
        return work.readOnly(() -> readings.heldAccounts(fromAccount, toAccount, month));
    }

    @Override
    public List<MeterReading> history(CallContext context, long accountId, int months) {
        context.require("reading.read");
        return work.readOnly(() -> {
            points.officePaths(accountId).forEach(context::requireOffice);
            List<MeterReading> newest = new ArrayList<>();
            Set<BillingMonth> seen = new HashSet<>();
            for (MeterReading reading : readings.ofAccount(accountId, MAX_HISTORY)) {
                if (seen.add(reading.month()) && seen.size() > months) {
                    break;
                }
                newest.add(reading);
            }
            return newest;
        });
    }

    @Override
    public boolean decide(long readingId, String status) {
        if (!DECISIONS.contains(status)) {
            throw KarawattException.invalid(MeteringErrors.BAD_VALUE, String.valueOf(status));
        }
        return work.required(() -> readings.decide(readingId, status));
    }

    @Override
    public List<MeterReading> correct(long readingId, BigDecimal value) {
        return work.required(() -> {
            MeterReading wrong = readings.acceptedById(readingId)
                    .orElseThrow(() -> KarawattException.conflict(MeteringErrors.READING_GONE, readingId));
            // it was counted from the wrong value and would keep it
            if (!wrong.kind().isDemand() && readings.isHeldAfter(wrong)) {
                throw KarawattException.conflict(MeteringErrors.NEXT_HELD, readingId);
            }
            List<MeterReading> revised = new ArrayList<>();
            revised.add(revise(wrong, value, wrong.previousValue()));
            if (!wrong.kind().isDemand()) {
                readings.following(wrong).ifPresent(next -> revised.add(revise(next, next.value(), value)));
            }
            readings.insert(revised);
            return revised;
        });
    }

    private MeterReading revise(MeterReading reading, BigDecimal value, BigDecimal previous) {
        MeterReading revision = reading.revised(numbering.nextId(), value, previous);
        if (!readings.replace(reading.id())) {
            throw KarawattException.conflict(MeteringErrors.READING_GONE, reading.id());
        }
        return revision;
    }

    @Override
    public List<RegisterState> latest(long accountId) {
        return work.readOnly(() -> readings.latest(accountId));
    }

    @Override
    public ReadingFigures figures(BillingMonth month, String officePath) {
        return work.readOnly(() -> {
            long registers = points.registersByRoute(officePath).values().stream().mapToLong(Integer::longValue).sum();
            return readings.figures(month, officePath, registers);
        });
    }

    @Override
    public BigDecimal energyRead(BillingMonth month, String officePath) {
        return work.readOnly(() -> readings.energyRead(month, officePath));
    }

    private static void atMost(Collection<?> values, int most) {
        if (values.size() > most) {
            throw KarawattException.invalid(KernelErrors.OUT_OF_RANGE, 0, most);
        }
    }
}
