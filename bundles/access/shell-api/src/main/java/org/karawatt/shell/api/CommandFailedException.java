package org.karawatt.shell.api;

/** A command has failed for a reason that its user understands; the shell prints the message in one line and exits non-zero. */
public class CommandFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    public CommandFailedException(String message) {
        // no stack trace: the message says all that the user can act on, and the shell logs every exception
        super(message, null, false, false);
    }
}
