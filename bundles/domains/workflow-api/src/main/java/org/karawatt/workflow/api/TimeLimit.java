package org.karawatt.workflow.api;

import java.time.LocalDate;

/**
 * How long a step or a case may take (时限), valid in a half-open period; the version in force when the time begins counts.
 *
 * @param amount number of units
 * @param warnPercent share of the time after which it is warned of, 1 to 99
 * @param rule where the limit comes from
 * @param validTo day after the last valid day; null when open
 */
public record TimeLimit(String code, String nameZh, String nameEn, int amount, Unit unit, int warnPercent, String rule,
        LocalDate validFrom, LocalDate validTo) {

    /** How the time is counted. */
    public enum Unit {
        /** By the clock. */
        MINUTE,
        /** By the clock. */
        HOUR,
        /** Working days of the office, the day of the beginning not counted, until the end of the last. */
        WORK_DAY,
        /** Days of the calendar, the day of the beginning not counted, until the end of the last. */
        DAY,
        /** Months of the calendar, until the end of the same day or of the month. */
        MONTH
    }
}
