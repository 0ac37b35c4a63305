package org.karawatt.billing.api;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A value of the rules on recoveries as it is in force from a day on.
 *
 * @param name such as {@code THEFT_MULTIPLE}
 * @param ceiling whether the value is the most that may be decided, and not the one that applies
 * @param sourceZh where the rule stands, such as the article of the supply rules
 */
public record RecoveryRule(String name, LocalDate validFrom, BigDecimal value, boolean ceiling, String nameZh, String nameEn,
        String sourceZh, String sourceEn) {
}
