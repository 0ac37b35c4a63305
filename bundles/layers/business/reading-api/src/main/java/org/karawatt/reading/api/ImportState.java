package org.karawatt.reading.api;

import java.time.Instant;
import org.karawatt.kernel.time.BillingMonth;

/**
 * An import and how far it has come.
 *
 * @param rowsTotal rows that are done, good and bad; what they brought is in the database
 * @param done whether the whole file is; an import that is not done goes on where it stopped
 * @param resumable whether an import that is not done goes on by itself at the next start, or by {@link ReadingService#resume}: its
 *        content lies on this server. Otherwise the same file must be sent again
 * @param finishedAt null while it is not done
 */
public record ImportState(long id, String fileName, BillingMonth month, long rowsTotal, long rowsOk, long rowsBad, long held, boolean done,
        boolean resumable, String importedBy, Instant startedAt, Instant finishedAt) {
}
