package org.karawatt.rating;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;

/**
 * The capacity in force from a day on: a new supply, an increase, a change or, with zero, the end. Whether the day of change itself is of
 * the new or of the old capacity is a setting of the tariff. Immutable.
 *
 * @param day day of the change; days before the period give the capacity at its beginning; never null
 * @param kva capacity from then on, never null
 */
public record CapacityChange(LocalDate day, BigDecimal kva) {

    public CapacityChange {
        Objects.requireNonNull(day, "day");
        Objects.requireNonNull(kva, "kva");
    }
}
