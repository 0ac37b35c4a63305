package org.karawatt.reading.internal.calc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.reading.api.RowFault;

/**
 * A row as far as it can be understood without the database. What could not be read is null, and then there is a fault that says so.
 *
 * @param line line in the file, counted from 1
 */
public record ParsedRow(long line, String meterNo, RegisterKind kind, LocalDate readOn, BigDecimal value, List<RowFault> faults) {

    public ParsedRow {
        faults = List.copyOf(faults);
    }

    /** Whether meter and register could be read, so that the row can be told from others. */
    public boolean isIdentified() {
        return meterNo != null && kind != null;
    }
}
