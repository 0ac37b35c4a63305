package org.karawatt.rating;

import java.math.BigDecimal;

/**
 * How far one tier is used. Immutable.
 *
 * @param tier counted from 1
 * @param before kWh of this tier used before the bill within its accounting period, zero for monthly tiers
 * @param now kWh of this bill in the tier
 * @param left kWh still free in the tier after the bill; null for the last tier, which has no end
 */
public record TierUse(int tier, BigDecimal before, BigDecimal now, BigDecimal left) {
}
