package org.karawatt.workflow.internal.store;

/** How far the watch over a deadline has come; kept in the column {@code watch}. */
public final class Watch {

    /** Nothing to tell yet. */
    public static final int WAITING = 0;
    /** It was warned. */
    public static final int WARNED = 1;
    /** It was escalated. */
    public static final int ESCALATED = 2;
    /** It is no longer watched. */
    public static final int OVER = 9;
    /** The same, of a case whose personal values are deleted. */
    public static final int FORGOTTEN = 10;

    private Watch() {
    }
}
