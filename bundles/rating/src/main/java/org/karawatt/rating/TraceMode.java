package org.karawatt.rating;

/** Whether a bill carries its explanation. The money is the same either way. */
public enum TraceMode {
    /** Lines and totals only. */
    NONE,
    /** Lines, totals and the tree that explains them. */
    FULL
}
