package org.karawatt.decision.api;

import java.math.BigDecimal;

/**
 * Sales of a part.
 *
 * @param key code of the part; {@code -} for what has none, such as the industry of households
 * @param averagePrice yuan a kWh, six decimals; null without energy
 * @param energyBefore kWh of the month compared with; null when that month had no bill of this part
 * @param amountBefore yuan of the month compared with; null when that month had no bill of this part
 */
public record Slice(String key, String nameZh, String nameEn, long bills, BigDecimal energyKwh, BigDecimal amount,
        BigDecimal averagePrice, BigDecimal energyBefore, BigDecimal amountBefore) {
}
