package org.karawatt.rating;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * Capacity that was in force during the billing period, or during some of its days.
 *
 * @param kva capacity in kVA, never null
 * @param days days in force; null means the whole period
 */
public record CapacityShare(BigDecimal kva, Integer days) {

    public CapacityShare {
        Objects.requireNonNull(kva, "kva");
    }

    public static CapacityShare wholePeriod(BigDecimal kva) {
        return new CapacityShare(kva, null);
    }
}
