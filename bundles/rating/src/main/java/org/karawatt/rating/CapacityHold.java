package org.karawatt.rating;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;

/**
 * Capacity that was sealed for a time: reduction (减容) or suspension (暂停), rules C.8. Charged by the tariff's rule for holds, and in full
 * when it lasted less than the shortest time that counts. Immutable.
 *
 * @param from day of sealing, never null
 * @param to day of opening; null while it is sealed
 * @param kva capacity that was sealed, never null
 */
public record CapacityHold(LocalDate from, LocalDate to, BigDecimal kva) {

    public CapacityHold {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(kva, "kva");
        if (to != null && to.isBefore(from)) {
            throw new IllegalArgumentException("hold from " + from + " to " + to);
        }
    }
}
