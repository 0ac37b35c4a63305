package org.karawatt.workflow.api;

/** The life of a case. */
public enum CaseStatus {
    /** Somebody or something works on it. */
    OPEN,
    /** It rests by an order with a reason; its deadlines rest with it. */
    SUSPENDED,
    /** It went to its end. */
    CLOSED,
    /** It was ended before its end, with a reason. */
    TERMINATED
}
