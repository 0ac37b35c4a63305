package org.karawatt.rating.tariff;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.karawatt.rating.LocalText;
import org.karawatt.rating.LossTable;
import org.karawatt.rating.TouCalendar;
import org.karawatt.rating.TouPeriod;

/**
 * What a tariff says about quantities. Immutable.
 *
 * @param calendar when each period is in force; null when the tariff prices registers only
 * @param periodNames printed names of periods, where the tariff has its own; never null
 * @param lossTables transformer losses, never null
 * @param takenInProportion true when sub-meters without periods and agreed quantities come out of all periods in proportion to their
 *     energy, false when they come out of the flat period
 */
public record MeteringRules(Calendar calendar, Map<TouPeriod, LocalText> periodNames, List<LossTable> lossTables,
        boolean takenInProportion) {

    /**
     * A calendar as written.
     *
     * @param rules periods by month and kind of day, never null
     * @param holidays public holidays, never null
     * @param workdays weekend days that are worked, never null
     */
    public record Calendar(List<DayRule> rules, List<LocalDate> holidays, List<LocalDate> workdays) {

        public Calendar {
            rules = List.copyOf(rules);
            holidays = List.copyOf(holidays);
            workdays = List.copyOf(workdays);
        }
    }

    /**
     * Periods of some days.
     *
     * @param months months of the year, 1 to 12
     * @param kinds kinds of day
     * @param hours stretches of the day
     */
    public record DayRule(List<Integer> months, Set<TouCalendar.DayKind> kinds, List<Hours> hours) {

        public DayRule {
            months = List.copyOf(months);
            kinds = Set.copyOf(kinds);
            hours = List.copyOf(hours);
        }
    }

    /**
     * A stretch of the day.
     *
     * @param period period in force
     * @param from first quarter of an hour, 0 to 95
     * @param to quarter after the last, 1 to 96; not after {@code from} when the stretch runs over midnight
     */
    public record Hours(TouPeriod period, int from, int to) {
    }

    public MeteringRules {
        periodNames = Map.copyOf(periodNames);
        lossTables = List.copyOf(lossTables);
    }
}
