package org.karawatt.workflow.api;

import java.time.Instant;

/**
 * When something must be done.
 *
 * @param limitCode the limit it was computed from
 * @param warnAt from when on it is warned of
 * @param dueAt the end of the time allowed
 * @param state how it stands
 */
public record Deadline(String limitCode, Instant warnAt, Instant dueAt, State state) {

    /** How a deadline stands. */
    public enum State {
        /** There is time. */
        RUNNING,
        /** Warned of. */
        DUE_SOON,
        /** The time is over, and it was escalated. */
        OVERDUE,
        /** Done in time. */
        MET,
        /** Done too late. */
        MISSED
    }
}
