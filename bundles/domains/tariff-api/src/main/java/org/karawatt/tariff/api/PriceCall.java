package org.karawatt.tariff.api;

import java.time.Instant;
import java.time.LocalDateTime;

/**
 * Hours for which a utility has called another period of a tariff, such as a critical peak (F66). Counts for accounts whose energy is
 * known by interval.
 *
 * @param from beginning in metering time, at a whole quarter of an hour
 * @param to end, not included
 * @param period the period in force meanwhile, such as CRITICAL
 * @param withdrawnBy who has taken it back before it began; null while it stands
 */
public record PriceCall(long id, String tariffCode, LocalDateTime from, LocalDateTime to, String period, String calledBy,
        Instant calledAt, String withdrawnBy) {
}
