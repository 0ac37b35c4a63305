package org.karawatt.rating;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * Energy refunded or recovered with this bill (退补电量). Immutable.
 *
 * @param kwh added to the energy before it is priced, negative for a refund; never null
 * @param tou period that it belongs to; null for the flat period, or for a tariff without periods
 * @param byTier kWh by tier when the tiers are decided and not to be found again, the sum equals {@code kwh}; null when the adjusted
 *     energy goes through the tiers
 * @param reason why, for the explanation; never null
 */
public record QuantityAdjustment(BigDecimal kwh, TouPeriod tou, List<BigDecimal> byTier, String reason) {

    public QuantityAdjustment {
        Objects.requireNonNull(kwh, "kwh");
        Objects.requireNonNull(reason, "reason");
        byTier = byTier == null ? null : List.copyOf(byTier);
    }
}
