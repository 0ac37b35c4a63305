package org.karawatt.billing.internal.calc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.karawatt.billing.api.BillingErrors;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.Period;
import org.karawatt.metering.api.MeterReading;
import org.karawatt.metering.api.RegisterKind;

/**
 * The readings of one account for one month, added up over its points (rules C.2, C.3). Of several revisions the last counts; the
 * readings of a register that is read several times a month are added (C.14), and so are removal and regular reading where a register
 * was replaced in mid-period.
 *
 * @param period from the day of the previous reading to the day of this one, which does not belong to it
 * @param energy quantities by register kind without demand; a kind that was not read is absent
 * @param maxDemandKw highest demand: of one point the greatest reading, of several points their sum; null when not read
 */
public record ReadingSet(Period period, Map<RegisterKind, BigDecimal> energy, BigDecimal maxDemandKw) {

    /** Key of a register's reading, of which there may be several revisions. */
    private record Slot(long registerId, String reason, int seq) {
    }

    /**
     * Adds readings up.
     *
     * @throws KarawattException when there is no reading, one point lacks a register that another point has, or two readings of a
     *     register cover the same days
     */
    public static ReadingSet of(String accountNo, BillingMonth month, List<MeterReading> readings) {
        if (readings.isEmpty()) {
            throw KarawattException.conflict(BillingErrors.NO_READING, accountNo, month);
        }
        Map<Slot, MeterReading> latest = new HashMap<>();
        for (MeterReading reading : readings) {
            latest.merge(new Slot(reading.registerId(), reading.reason(), reading.seq()), reading,
                    (one, other) -> one.revision() >= other.revision() ? one : other);
        }
        LocalDate from = null;
        LocalDate to = null;
        Map<RegisterKind, BigDecimal> energy = new EnumMap<>(RegisterKind.class);
        Map<Long, BigDecimal> demandOfPoint = new HashMap<>();
        Map<Long, Set<RegisterKind>> kindsOfPoint = new HashMap<>();
        for (MeterReading reading : latest.values()) {
            from = from == null || reading.previousOn().isBefore(from) ? reading.previousOn() : from;
            to = to == null || reading.readOn().isAfter(to) ? reading.readOn() : to;
            if (reading.kind() == RegisterKind.MD) {
                demandOfPoint.merge(reading.pointId(), reading.quantity(), BigDecimal::max);
            } else {
                energy.merge(reading.kind(), reading.quantity(), BigDecimal::add);
                kindsOfPoint.computeIfAbsent(reading.pointId(), point -> EnumSet.noneOf(RegisterKind.class)).add(reading.kind());
            }
        }
        requireNoOverlap(accountNo, latest.values());
        requireSameRegisters(accountNo, energy.keySet(), kindsOfPoint.values());
        if (!to.isAfter(from)) {
            throw KarawattException.conflict(BillingErrors.CALCULATION_FAILED, accountNo, "[" + from + ", " + to + ")");
        }
        return new ReadingSet(new Period(from, to), energy,
                demandOfPoint.values().stream().reduce(BigDecimal::add).orElse(null));
    }

    /** What is covered by two readings would be billed twice. */
    private static void requireNoOverlap(String accountNo, Collection<MeterReading> readings) {
        Map<Long, List<MeterReading>> ofRegister = new HashMap<>();
        readings.forEach(reading -> ofRegister.computeIfAbsent(reading.registerId(), id -> new ArrayList<>(1)).add(reading));
        for (List<MeterReading> one : ofRegister.values()) {
            one.sort(Comparator.comparing(MeterReading::readOn));
            for (int i = 1; i < one.size(); i++) {
                if (one.get(i).previousOn().isBefore(one.get(i - 1).readOn())) {
                    throw KarawattException.conflict(BillingErrors.READINGS_OVERLAP, accountNo, one.get(i).previousOn());
                }
            }
        }
    }

    /** A register that only some points have would silently count as zero for the others. */
    private static void requireSameRegisters(String accountNo, Set<RegisterKind> all, Collection<Set<RegisterKind>> points) {
        for (Set<RegisterKind> kinds : points) {
            List<RegisterKind> missing = new ArrayList<>(all);
            missing.removeAll(kinds);
            // reactive energy is measured at the main point only where a part of the supply is single-phase
            missing.remove(RegisterKind.RP_TOTAL);
            if (!missing.isEmpty()) {
                throw KarawattException.conflict(BillingErrors.REGISTER_MISSING, accountNo, missing.get(0));
            }
        }
    }

    /** The last day that belongs to the period: the day on which tariff and terms are looked up. */
    public LocalDate lastDay() {
        return period.to().minusDays(1);
    }

    /** Months that the period covers: 1 for 16 to 45 days, 2 for 46 to 76 and so on. */
    public int monthsCovered() {
        return (int) Math.max(1, (period.days() * 24 + 365) / 730);
    }
}
