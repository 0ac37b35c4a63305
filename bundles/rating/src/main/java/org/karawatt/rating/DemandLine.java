package org.karawatt.rating;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * Highest demand of one supply line (rules C.8). Lines of different groups may be in use together and are added; of the lines of one
 * group, which stand by for each other, the highest counts. Immutable.
 *
 * @param kw highest demand of the line, never null
 * @param group lines that stand by for each other; null for a line of its own
 */
public record DemandLine(BigDecimal kw, String group) {

    public DemandLine {
        Objects.requireNonNull(kw, "kw");
    }
}
