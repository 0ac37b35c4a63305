package org.karawatt.decision.api;

import java.time.Instant;
import java.util.List;
import org.karawatt.kernel.time.BillingMonth;

/**
 * How the mart stands.
 *
 * @param state whether questions are answered
 * @param problem why it is ABSENT; null otherwise
 * @param bytes size of its file
 * @param bills bills in it, of all offices
 * @param firstMonth null while it is empty
 * @param lastMonth null while it is empty
 * @param runs finished billing runs that it has taken in
 * @param loadedAt when something was last brought in; null while nothing was
 * @param waiting months that are still to be brought in
 */
public record MartStatus(State state, String problem, long bytes, long bills, BillingMonth firstMonth, BillingMonth lastMonth, long runs,
        Instant loadedAt, List<BillingMonth> waiting) {

    public MartStatus {
        waiting = List.copyOf(waiting);
    }

    /** Whether questions are answered. */
    public enum State {
        /** They are. */
        READY,
        /** The library is missing or the file cannot be opened. */
        ABSENT
    }
}
