package org.karawatt.quality.api;

import java.time.LocalDate;

/** An object that a rule leaves out until a day (豁免), with the reason. */
public record Exclusion(long id, String ruleCode, long accountId, String accountNo, String object, LocalDate until, String reason,
        String by) {
}
