package org.karawatt.workflow.api;

/** The life of a task. */
public enum TaskStatus {
    /** Anybody of its role and office may claim it. */
    OPEN,
    /** Somebody has it. */
    CLAIMED,
    /** Done. */
    DONE,
    /** No longer to be done: its case was rolled back, ended or went another way. */
    CANCELLED
}
