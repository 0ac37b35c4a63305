package org.karawatt.rating;

import java.time.LocalDateTime;
import java.util.Objects;

/**
 * Hours for which a period of its own was called, such as a critical peak. Applies to interval data; a meter with registers counts the
 * period itself. Immutable.
 *
 * @param from beginning in metering time, never null
 * @param to end, not included; never null
 * @param period the period in force meanwhile, never null
 */
public record PriceEvent(LocalDateTime from, LocalDateTime to, TouPeriod period) {

    public PriceEvent {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(period, "period");
    }
}
