package org.karawatt.notice.spi;

/**
 * What became of a try.
 *
 * @param reference what the channel calls the notice; may be null
 * @param detail what the other side said, without personal data; may be null
 */
public record Delivery(Outcome outcome, String reference, String detail) {

    /** How a try ended. */
    public enum Outcome {
        /** Taken over by the other side. */
        SENT,
        /** Not now; to be tried again. */
        RETRY,
        /** Never. */
        REFUSED
    }

    public static Delivery sent(String reference) {
        return new Delivery(Outcome.SENT, reference, null);
    }

    public static Delivery retry(String detail) {
        return new Delivery(Outcome.RETRY, null, detail);
    }

    public static Delivery refused(String detail) {
        return new Delivery(Outcome.REFUSED, null, detail);
    }
}
