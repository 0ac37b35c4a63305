package org.karawatt.metering.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;

/**
 * What the meter of a point shows when it is taken away, or when an account changes hands.
 *
 * @param pointNo number of the point
 * @param on day of the reading; what is used on it belongs to what comes after
 * @param values what each register of the meter shows; a register that is missing is a fault
 */
public record LastReading(String pointNo, LocalDate on, Map<RegisterKind, BigDecimal> values) {

    public LastReading {
        values = values == null ? Map.of() : Map.copyOf(values);
    }
}
