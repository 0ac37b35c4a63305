package org.karawatt.billing.api;

import java.math.BigDecimal;
import org.karawatt.metering.api.RegisterKind;

/**
 * What a register has really shown.
 *
 * @param readingId reading of the bill; null when the register tells it, which only one reading of the bill may have
 * @param register null with a reading id
 * @param value what was to be read
 */
public record CorrectedReading(Long readingId, RegisterKind register, BigDecimal value) {
}
