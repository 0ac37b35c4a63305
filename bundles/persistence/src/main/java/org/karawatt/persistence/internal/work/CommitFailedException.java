package org.karawatt.persistence.internal.work;

/** A commit has failed. Whether the work was kept is known from its cause alone, so a lost connection is no reason to repeat it. */
final class CommitFailedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    CommitFailedException(Exception cause) {
        super("commit failed", cause);
    }
}
