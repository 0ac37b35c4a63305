package org.karawatt.desk.api;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A number in the queue of a hall.
 *
 * @param ticketNo as printed, such as A007
 * @param business code of table {@code counter-business}
 * @param accountNo account, when it was given
 * @param calledAt when it was last called; null while waiting
 * @param counterNo counter that called it
 */
public record Ticket(long id, long officeId, LocalDate onDay, String ticketNo, String business, String accountNo, State state,
        Instant takenAt, Instant calledAt, String calledBy, String counterNo, Instant endedAt) {

    /** How a number stands. */
    public enum State {
        WAITING, CALLED, SERVED, NO_SHOW
    }
}
