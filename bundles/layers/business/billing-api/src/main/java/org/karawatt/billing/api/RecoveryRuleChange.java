package org.karawatt.billing.api;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A new value of a rule on recoveries; what the rule is called stays.
 *
 * @param value within the bounds of the rule, at most four decimals
 * @param ceiling whether the value is the most that may be decided; only a penalty as a multiple may be one; null for no
 * @param sourceZh where the rule stands, at most 200 characters
 * @param validFrom first day on which cases follow it: today at the earliest, and later than every value that there is
 */
public record RecoveryRuleChange(BigDecimal value, Boolean ceiling, String sourceZh, String sourceEn, LocalDate validFrom) {
}
