package org.karawatt.run.api;

import java.time.Instant;

/** An item that could not be worked on: its cause as code and arguments, rendered in the reader's language by the service. */
public record ParkedItem(long id, long runId, long itemKey, String itemLabel, String code, String message, Instant parkedAt,
        Instant resolvedAt) {
}
