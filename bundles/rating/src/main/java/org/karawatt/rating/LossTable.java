package org.karawatt.rating;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * Monthly losses of transformers by capacity and energy (查表法, rules C.6). Immutable.
 *
 * @param code code that {@link Losses#table()} names, never null
 * @param rows rows in rising order of energy for each capacity, never null
 */
public record LossTable(String code, List<Row> rows) {

    /**
     * Loss of a month.
     *
     * @param kva transformer capacity
     * @param upToKwh greatest energy of the month for which the row holds; null for no end
     * @param activeKwh active loss
     * @param reactiveKvarh reactive loss
     */
    public record Row(BigDecimal kva, BigDecimal upToKwh, BigDecimal activeKwh, BigDecimal reactiveKvarh) {
    }

    public LossTable {
        Objects.requireNonNull(code, "code");
        rows = List.copyOf(rows);
    }

    /** The row for a capacity and energy; null when there is none. */
    public Row find(BigDecimal kva, BigDecimal kwh) {
        for (Row row : rows) {
            if (row.kva().compareTo(kva) == 0 && (row.upToKwh() == null || kwh.compareTo(row.upToKwh()) <= 0)) {
                return row;
            }
        }
        return null;
    }
}
