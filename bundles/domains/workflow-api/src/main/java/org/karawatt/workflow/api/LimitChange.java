package org.karawatt.workflow.api;

import java.time.LocalDate;

/**
 * A new version of a time limit; what it is called stays.
 *
 * @param amount number of units, 1 to 10,000
 * @param unit how the time is counted
 * @param warnPercent share of the time after which it is warned of, 1 to 99
 * @param rule where the limit comes from, at most 160 characters
 * @param validFrom first day on which times begin with it: today at the earliest, and later than every version that there is
 */
public record LimitChange(Integer amount, TimeLimit.Unit unit, Integer warnPercent, String rule, LocalDate validFrom) {
}
