package org.karawatt.rating;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * A stretch of the period with one meter and one set of instrument transformers: an exchange begins a new one (rules C.3). Immutable.
 *
 * @param multiplier CT ratio times PT ratio times the meter's own factor, see {@link RegisterReading#multiplier}; never null
 * @param registers what was read, never null
 * @param losses losses added to what was read; null when the meter stands on the supply side
 * @param correction correction of a wrong record; null when the record is right
 * @param estimated true when the readings were not taken but estimated
 */
public record MeterSection(BigDecimal multiplier, List<RegisterAdvance> registers, Losses losses, Correction correction, boolean estimated) {

    public MeterSection {
        Objects.requireNonNull(multiplier, "multiplier");
        registers = List.copyOf(registers);
    }
}
