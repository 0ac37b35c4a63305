package org.karawatt.persistence.internal.work;

/** The unit of work returned normally although something inside it had failed; it was rolled back. The cause is that failure. */
public final class PoisonedUnitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PoisonedUnitException(Throwable cause) {
        super("a failure inside the unit of work was swallowed; the unit was rolled back", cause);
    }
}
