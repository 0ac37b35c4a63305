package org.karawatt.metering.api;

import java.time.Instant;
import java.time.LocalDate;
import org.karawatt.kernel.quantity.DayCurve;

/**
 * What a point has drawn or fed in during one day, interval by interval (负荷曲线), in kWh after the multiplier. Never changed: later data
 * of the same day is a new revision, and the highest counts.
 *
 * @param channel DRAWN or FED
 */
public record LoadCurve(long pointId, long accountId, LocalDate day, String channel, DayCurve curve, int revision, String importedBy,
        Instant importedAt) {
}
