package org.karawatt.desk.api;

/**
 * A call-back (回访) of a contact whose work is done.
 *
 * @param satisfaction 1 to 5; needed when the customer was reached, else null
 * @param note what he said; may be null
 */
public record CallBack(Outcome outcome, Integer satisfaction, String note) {

    /** What comes of it. */
    public enum Outcome {
        /** The customer agrees: the case ends. */
        CLOSE,
        /** The customer does not agree: it is worked on again. */
        REOPEN,
        /** Not reached: to be tried again, three times at most; after that the case ends. */
        UNREACHED,
        /** The customer has asked not to be called. */
        WAIVED
    }
}
