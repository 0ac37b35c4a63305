package org.karawatt.billing.api;

import java.time.Instant;
import java.time.LocalDate;

/**
 * The reversal (冲正) of a recovery that turned out to be wrong, with its approval.
 *
 * @param id number of it and of what is booked for it
 * @param reason in words
 * @param status PROPOSED, APPROVED or REJECTED
 * @param decidedBy null before the decision, like time and note
 * @param bookedOn day on which the opposite was booked; null before
 */
public record RecoveryReversal(long id, String reason, String status, String proposedBy, Instant proposedAt, String decidedBy,
        Instant decidedAt, String note, LocalDate bookedOn) {
}
