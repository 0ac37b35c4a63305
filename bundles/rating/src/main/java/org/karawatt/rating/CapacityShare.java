package org.karawatt.rating;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * Capacity that was in force during the billing period, or during some of its days.
 *
 * @param kva capacity in kVA, never null
 * @param days days in force; null means the whole period
 * @param percent part of the price that is charged, 50 for suspended capacity under the rule of 1996; null means all of it
 */
public record CapacityShare(BigDecimal kva, Integer days, BigDecimal percent) {

    public CapacityShare {
        Objects.requireNonNull(kva, "kva");
    }

    public CapacityShare(BigDecimal kva, Integer days) {
        this(kva, days, null);
    }

    public static CapacityShare wholePeriod(BigDecimal kva) {
        return new CapacityShare(kva, null, null);
    }
}
