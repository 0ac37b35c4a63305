package org.karawatt.workflow.api;

import java.time.Instant;

/** A file of a case, without its content. {@code taskId} is null for one of the case itself. */
public record Attachment(long id, long caseId, Long taskId, String fileName, String mediaType, int sizeBytes, String addedBy,
        Instant addedAt) {
}
