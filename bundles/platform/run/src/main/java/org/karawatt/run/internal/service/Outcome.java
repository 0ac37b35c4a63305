package org.karawatt.run.internal.service;

/**
 * Why a worker has left a run.
 *
 * @param message cause for the operator; null when there is nothing to say
 */
record Outcome(Kind kind, String message) {

    enum Kind {
        /** No partition is left to claim. */
        NO_WORK,
        /** The run is not in status RUNNING any more. */
        NOT_RUNNING,
        /** The handler's bundle has stopped. */
        HANDLER_GONE,
        /** Something that is needed is not there; nothing wrong with the items. */
        UNAVAILABLE,
        /** So many items fail that the fault is not theirs. */
        FAILED,
        /** This node stops. */
        CLOSED
    }

    static final Outcome NO_WORK = new Outcome(Kind.NO_WORK, null);
    static final Outcome NOT_RUNNING = new Outcome(Kind.NOT_RUNNING, null);
    static final Outcome HANDLER_GONE = new Outcome(Kind.HANDLER_GONE, null);
    static final Outcome CLOSED = new Outcome(Kind.CLOSED, null);
}
