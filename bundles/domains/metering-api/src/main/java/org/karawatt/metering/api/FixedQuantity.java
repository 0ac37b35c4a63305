package org.karawatt.metering.api;

import java.math.BigDecimal;

/** A fixed or ratio quantity of an account (定量, 定比), taken out of the main point. */
public record FixedQuantity(long accountId, long pointId, BigDecimal fixedKwh, BigDecimal ratioPct) {
}
