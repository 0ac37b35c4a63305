package org.karawatt.billing.internal.calc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
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
 * The readings of one account for one month (rules C.2, C.3). Of several revisions the last counts; a register that is read several times
 * a month has several readings (C.14), and a point whose meter was exchanged has those of both meters.
 *
 * @param period from the day of the previous reading to the day of this one, which does not belong to it
 * @param energy quantities by register kind added up over all points, without demand; a kind that was not read is absent
 * @param readings what the bill is made from; of a meter with a register for both directions of reactive energy only that one
 */
public record ReadingSet(Period period, Map<RegisterKind, BigDecimal> energy, List<MeterReading> readings) {

    /** Key of a register's reading, of which there may be several revisions. */
    private record Slot(long registerId, String reason, int seq) {
    }

    /**
     * Gathers readings.
     *
     * @throws KarawattException when there is no reading, or two readings of a register cover the same days
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
        for (MeterReading reading : latest.values()) {
            from = from == null || reading.previousOn().isBefore(from) ? reading.previousOn() : from;
            to = to == null || reading.readOn().isAfter(to) ? reading.readOn() : to;
        }
        List<MeterReading> counted = withoutDirections(latest.values());
        requireNoOverlap(accountNo, counted);
        if (!to.isAfter(from)) {
            throw KarawattException.conflict(BillingErrors.CALCULATION_FAILED, accountNo, "[" + from + ", " + to + ")");
        }
        Map<RegisterKind, BigDecimal> energy = new EnumMap<>(RegisterKind.class);
        for (MeterReading reading : counted) {
            if (!reading.kind().isDemand()) {
                energy.merge(reading.kind(), reading.quantity(), BigDecimal::add);
            }
        }
        return new ReadingSet(new Period(from, to), energy, counted);
    }

    /** The total of reactive energy contains both directions already. */
    private static List<MeterReading> withoutDirections(Collection<MeterReading> readings) {
        List<MeterReading> counted = new ArrayList<>(readings);
        boolean apart = counted.stream().anyMatch(ReadingSet::isDirection);
        if (apart) {
            Set<Long> both = new HashSet<>();
            counted.stream().filter(reading -> reading.kind() == RegisterKind.RP_TOTAL).forEach(reading -> both.add(reading.pointId()));
            counted.removeIf(reading -> isDirection(reading) && both.contains(reading.pointId()));
        }
        counted.sort(Comparator.comparingLong(MeterReading::pointId).thenComparing(MeterReading::previousOn)
                .thenComparingLong(MeterReading::registerId).thenComparingInt(MeterReading::seq));
        return counted;
    }

    private static boolean isDirection(MeterReading reading) {
        return reading.kind() == RegisterKind.RP_DRAWN || reading.kind() == RegisterKind.RP_BACK;
    }

    /** What is covered by two readings would be billed twice. */
    private static void requireNoOverlap(String accountNo, List<MeterReading> readings) {
        Map<Long, LocalDate> readUntil = new HashMap<>();
        for (MeterReading reading : readings) {
            LocalDate until = readUntil.put(reading.registerId(), reading.readOn());
            if (until != null && reading.previousOn().isBefore(until)) {
                throw KarawattException.conflict(BillingErrors.READINGS_OVERLAP, accountNo, reading.previousOn());
            }
        }
    }

    /** The last day that belongs to the period: the day on which tariff and terms are looked up. */
    public LocalDate lastDay() {
        return period.to().minusDays(1);
    }

    /** Months that the period covers: 1 for 16 to 45 days, 2 for 46 to 76 and so on. */
    public int monthsCovered() {
        return Math.max(1, wholeMonths());
    }

    /** The same, and 0 for less than 16 days. */
    int wholeMonths() {
        return (int) ((period.days() * 24 + 365) / 730);
    }
}
