package org.karawatt.persistence.internal.work;

/** Another transaction was faster in a way that a repeat of the unit resolves. */
public final class LostRaceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LostRaceException(Throwable cause) {
        super("lost a race against another transaction", cause);
    }
}
