package org.karawatt.portal.api;

import java.time.Instant;

/** A file that a customer has added to an own application, without its content. */
public record PortalFile(String fileName, String mediaType, int sizeBytes, Instant addedAt) {
}
