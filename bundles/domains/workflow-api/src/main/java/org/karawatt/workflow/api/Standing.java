package org.karawatt.workflow.api;

/** How a task or a case stands; each is a figure of {@link WorkFigures}. */
public enum Standing {
    /** Still to be done. */
    OPEN,
    /** Still to be done and past its warning. */
    DUE_SOON,
    /** Still to be done and past its deadline. */
    OVERDUE,
    /** Opened in the time asked for. */
    OPENED,
    /** Done in the time asked for. */
    DONE,
    /** Done in the time asked for, by its deadline. */
    MET,
    /** Done in the time asked for, after its deadline. */
    MISSED
}
