package org.karawatt.metering.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * A meter to be mounted on a point that has none. In an exchange a ratio that is null goes on as it was.
 *
 * @param meterId id of the meter in the inventory
 * @param meterNo its asset number
 * @param ctRatio ratio of the current transformers; 1 without any
 * @param ptRatio ratio of the voltage transformers; 1 without any
 * @param installedOn day from which it counts
 * @param registers its registers with what they show on that day
 */
public record MeterMount(String pointNo, long meterId, String meterNo, BigDecimal ctRatio, BigDecimal ptRatio, LocalDate installedOn,
        List<PointLoad.RegisterLoad> registers) {

    public MeterMount {
        registers = registers == null ? List.of() : List.copyOf(registers);
    }

    /** The same with the ratios of the meter before where this has none. */
    public MeterMount withRatios(BigDecimal ctBefore, BigDecimal ptBefore) {
        return new MeterMount(pointNo, meterId, meterNo, ctRatio == null ? ctBefore : ctRatio, ptRatio == null ? ptBefore : ptRatio,
                installedOn, registers);
    }
}
