package org.karawatt.metering.internal.service;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.History;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.metering.api.LastReading;
import org.karawatt.metering.api.MeterMount;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.MeteringErrors;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.metering.api.RegisterState;
import org.karawatt.metering.api.Route;
import org.karawatt.metering.internal.store.PointStore;
import org.karawatt.metering.internal.store.PointStore.Installation;
import org.karawatt.metering.internal.store.PointStore.Place;
import org.karawatt.metering.internal.store.ReadingStore;

/**
 * Takes meters away, mounts them and reads them outside the plan. Works inside the current unit of work; the caller has checked the
 * permission and the office. Thread-safe.
 */
final class MeterChanges {

    static final String FINAL = "FINAL";
    private static final String REMOVAL = "REMOVAL";
    private static final int SCALE = 4;
    /** Months that are looked at for one that is still to be read; more than a year ahead nobody has read. */
    private static final int MAX_MONTHS = 14;

    private final PointStore points;
    private final ReadingStore readings;
    private final Numbering numbering;
    private final History history;
    private final AuditTrail audit;
    private final BusinessClock clock;

    MeterChanges(PointStore points, ReadingStore readings, Numbering numbering, History history, AuditTrail audit, BusinessClock clock) {
        this.points = points;
        this.readings = readings;
        this.numbering = numbering;
        this.history = history;
        this.audit = audit;
        this.clock = clock;
    }

    /** A month that takes the readings, and what the registers showed before. */
    private record Open(BillingMonth month, List<RegisterState> registers) {
    }

    private Installation meter(Place place, String pointNo) {
        return points.installation(place.pointId()).orElseThrow(() -> KarawattException.conflict(MeteringErrors.NO_METER, pointNo));
    }

    /** Holds a point, so that of two changes one comes after the other, and refuses a reading of a meter that hangs there no more. */
    void hold(Place place, LastReading reading) {
        points.hold(place.pointId());
        Installation meter = meter(place, reading.pointNo());
        if (reading.meterNo() != null && !reading.meterNo().equals(meter.meterNo())) {
            throw KarawattException.conflict(MeteringErrors.METER_CHANGED, reading.pointNo(), meter.meterNo(), reading.meterNo());
        }
    }

    /** The next month that is read, or the one after when that has its regular reading already. */
    private Open open(Place place, Installation meter, LocalDate on) {
        Route route = points.routeOf(place.pointId()).orElse(null);
        BillingMonth month = route == null ? BillingMonth.of(on) : route.monthOf(on);
        for (int i = 0; i < MAX_MONTHS; i++) {
            List<RegisterState> registers = readings.states(Set.of(meter.meterNo()), month).getOrDefault(meter.meterNo(), List.of());
            if (registers.stream().noneMatch(RegisterState::alreadyRead)) {
                return new Open(month, registers);
            }
            month = route == null ? month.next() : route.monthAfter(month);
        }
        throw new IllegalStateException("meter " + meter.meterNo() + " is read for more than a year ahead");
    }

    /** Everything that is wrong with a last reading. */
    Faults faults(Place place, LastReading reading) {
        Faults faults = new Faults().required("on", reading.on());
        if (reading.on() == null) {
            return faults;
        }
        if (reading.on().isAfter(clock.today())) {
            faults.add("on", MeteringErrors.IN_FUTURE);
        }
        List<RegisterState> registers = open(place, meter(place, reading.pointNo()), reading.on()).registers();
        registers.stream().map(RegisterState::lastOn).max(LocalDate::compareTo).filter(last -> reading.on().isBefore(last))
                .ifPresent(last -> faults.add("on", MeteringErrors.READ_LATER, last));
        for (RegisterKind kind : reading.values().keySet()) {
            if (registers.stream().noneMatch(register -> register.kind() == kind)) {
                faults.add("values." + kind, MeteringErrors.REGISTER_UNKNOWN, kind);
            }
        }
        registers.forEach(register -> value(register, reading.values().get(register.kind()), faults));
        return faults;
    }

    private static void value(RegisterState register, BigDecimal value, Faults faults) {
        String field = "values." + register.kind();
        if (value == null) {
            faults.add(field, KernelErrors.REQUIRED);
        } else if (value.signum() < 0 || value.compareTo(BigDecimal.TEN.pow(register.integerDigits())) >= 0
                || value.stripTrailingZeros().scale() > register.decimalDigits()) {
            faults.add(field, MeteringErrors.NOT_ON_DISPLAY, register.integerDigits(), register.decimalDigits());
        } else if (!register.kind().isDemand() && value.compareTo(register.lastValue()) < 0) {
            faults.add(field, MeteringErrors.SMALLER, register.lastValue().stripTrailingZeros().toPlainString());
        }
    }

    /** Reads all registers of the meter on a point. An import that reads it at the same moment comes before or after. */
    List<MeterReading> read(CallContext context, Place place, LastReading reading, String reason) {
        readings.lock(Set.of(meter(place, reading.pointNo()).meterNo()));
        faults(place, reading).throwIfAny();
        if (readings.hasHeld(place.pointId())) {
            throw KarawattException.conflict(MeteringErrors.READING_HELD, reading.pointNo());
        }
        Open open = open(place, meter(place, reading.pointNo()), reading.on());
        int seq = readings.nextSeq(place.pointId(), open.month(), reason);
        long id = numbering.block(Numbering.ID, open.registers().size());
        List<MeterReading> read = new ArrayList<>(open.registers().size());
        for (RegisterState register : open.registers()) {
            BigDecimal value = reading.values().get(register.kind());
            BigDecimal advance = register.kind().isDemand() ? value : value.subtract(register.lastValue());
            read.add(new MeterReading(id++, register.registerId(), register.accountId(), register.pointId(), open.month(), register.kind(),
                    reading.on(), value, register.lastOn(), register.lastValue(), register.multiplier(),
                    advance.multiply(register.multiplier()).setScale(SCALE, RoundingMode.HALF_UP), reason, seq, "MANUAL", "ACCEPTED", 0, null));
        }
        readings.insert(read);
        audit.record(context, FINAL.equals(reason) ? "metering.read.finally" : "metering.read.removal", "point", place.pointId(),
                reading.pointNo() + " " + reading.on());
        return read;
    }

    List<MeterReading> remove(CallContext context, Place place, LastReading reading) {
        List<MeterReading> read = read(context, place, reading, REMOVAL);
        Installation meter = meter(place, reading.pointNo());
        if (!points.endInstallation(meter.id(), reading.on())) {
            throw KarawattException.conflict(KernelErrors.STALE_VERSION);
        }
        history.record(context, "metering.point", place.pointId(), values(meter.meterNo(), meter.ctRatio(), meter.ptRatio(),
                meter.installedOn()), Map.of());
        audit.record(context, "metering.meter.removed", "point", place.pointId(), reading.pointNo() + " " + meter.meterNo());
        return read;
    }

    /** A mount with the ratios of the meter that it takes the place of, where it has none. */
    MeterMount withRatios(Place place, MeterMount mount) {
        Installation before = meter(place, mount.pointNo());
        return mount.withRatios(before.ctRatio(), before.ptRatio());
    }

    /** Everything that is wrong with a mount in itself. */
    Faults check(MeterMount mount) {
        Faults faults = new Faults().text("meterNo", mount.meterNo(), 32).required("installedOn", mount.installedOn());
        if (mount.installedOn() != null && mount.installedOn().isAfter(clock.today())) {
            faults.add("installedOn", MeteringErrors.IN_FUTURE);
        }
        DefaultMeteringService.ratio("ctRatio", mount.ctRatio(), faults);
        DefaultMeteringService.ratio("ptRatio", mount.ptRatio(), faults);
        DefaultMeteringService.registers(mount.registers(), "", faults);
        return faults;
    }

    void install(CallContext context, Place place, MeterMount mount) {
        points.hold(place.pointId());
        points.installation(place.pointId()).ifPresent(there -> {
            throw KarawattException.conflict(MeteringErrors.METER_THERE, mount.pointNo(), there.meterNo());
        });
        if (!points.installedMeters(Set.of(mount.meterNo())).isEmpty()) {
            throw KarawattException.conflict(MeteringErrors.NUMBER_TAKEN, mount.meterNo());
        }
        points.insertInstallation(place.pointId(), mount);
        history.record(context, "metering.point", place.pointId(), Map.of(),
                values(mount.meterNo(), mount.ctRatio(), mount.ptRatio(), mount.installedOn()));
        audit.record(context, "metering.meter.installed", "point", place.pointId(), mount.pointNo() + " " + mount.meterNo());
    }

    private static Map<String, Object> values(String meterNo, BigDecimal ctRatio, BigDecimal ptRatio, LocalDate since) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("meterNo", meterNo);
        values.put("ctRatio", ctRatio);
        values.put("ptRatio", ptRatio);
        values.put("installedOn", since);
        return values;
    }
}
