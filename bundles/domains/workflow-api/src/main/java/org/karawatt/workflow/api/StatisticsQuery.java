package org.karawatt.workflow.api;

import java.time.Instant;
import java.util.Objects;

/**
 * What figures are about; every null text means any.
 *
 * @param officeCode this office and those below it
 * @param processKey a process, or the beginning of the keys of several followed by {@code *}, such as {@code new-connection*}
 * @param from beginning of the time in which something was opened or done; what stands now is counted whenever it began
 * @param to end of that time, not included
 */
public record StatisticsQuery(String officeCode, String processKey, String stepKey, Instant from, Instant to) {

    public StatisticsQuery {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }
}
