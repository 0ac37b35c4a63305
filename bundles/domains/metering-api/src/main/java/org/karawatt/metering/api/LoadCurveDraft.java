package org.karawatt.metering.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * A load curve to be taken in.
 *
 * @param channel DRAWN or FED
 * @param values 24, 48 or 96 values in kWh after the multiplier; null where nothing was measured
 */
public record LoadCurveDraft(String pointNo, LocalDate day, String channel, List<BigDecimal> values) {
}
