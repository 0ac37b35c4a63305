package org.karawatt.portal.api;

import java.time.Instant;
import java.util.List;

/**
 * An own application and how far it has come.
 *
 * @param caseNo number to ask for at the office
 * @param result how it stands as a whole
 * @param openedAt when it was handed in
 * @param dueAt until when the whole shall be done; null where no limit applies
 * @param closedAt null while it is worked on
 * @param stages in their order
 */
public record PortalApplication(String caseNo, Result result, Instant openedAt, Instant dueAt, Instant closedAt, List<Stage> stages) {

    public PortalApplication {
        stages = List.copyOf(stages);
    }

    /** How an application stands. */
    public enum Result {
        /** It is worked on. */
        OPEN,
        /** It waits for the customer. */
        YOUR_TURN,
        /** It rests by an order of the office. */
        RESTING,
        /** There is supply. */
        SUPPLIED,
        /** No supply is possible. */
        REFUSED,
        /** The customer has withdrawn. */
        WITHDRAWN,
        /** It was ended otherwise. */
        ENDED
    }

    /**
     * A stage in words that a customer understands.
     *
     * @param at since when it is done, or being done; null while it is ahead
     */
    public record Stage(String key, String nameZh, String nameEn, State state, Instant at) {
    }

    /** Where a stage stands. */
    public enum State {
        DONE, CURRENT, AHEAD
    }
}
