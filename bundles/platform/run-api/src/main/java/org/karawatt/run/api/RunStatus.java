package org.karawatt.run.api;


/** The life of a run. */
public enum RunStatus {
    /** Partitions are being made. */
    PLANNING,
    /** Partitions are being worked on. */
    RUNNING,
    /** An operator has asked for a stop; workers finish their chunk. */
    STOPPING,
    /** Stopped by an operator or by the end of the server; can be resumed. */
    STOPPED,
    /** All partitions are done and the finish step has succeeded. */
    DONE,
    /** Planning or the finish step failed; can be resumed. */
    FAILED
}
