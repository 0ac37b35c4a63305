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
 * @param meterNo the meter that was read, so that it is not taken for one that somebody has mounted meanwhile; null for whichever is there
 */
public record LastReading(String pointNo, LocalDate on, Map<RegisterKind, BigDecimal> values, String meterNo) {

    public LastReading {
        values = values == null ? Map.of() : Map.copyOf(values);
    }

    /** Of the meter that hangs there. */
    public LastReading(String pointNo, LocalDate on, Map<RegisterKind, BigDecimal> values) {
        this(pointNo, on, values, null);
    }
}
