package org.karawatt.tariff.api;

import java.time.Instant;

/**
 * A step in the life of a package.
 *
 * @param status status that it took
 * @param user who did it; {@code system} for what a bundle's deployment has done
 * @param note why; null when nothing was said
 */
public record PackageStep(PackageStatus status, Instant at, String user, String note) {
}
