package org.karawatt.tariff.api;

import java.time.Instant;

/**
 * A tariff package that was loaded or imported. Bills keep the version that priced them.
 *
 * @param id 0 while it is WAITING
 * @param origin bundle that brought it, or {@link #UPLOAD}
 * @param offered whether its tariffs are offered at the moment
 * @param loadedAt when it was stored; null while it is WAITING
 * @param tariffs number of tariff versions
 * @param importedBy user who has imported it; null when a bundle brought it
 * @param problem why an ACTIVE or WAITING package is not offered, told in the caller's language; null when there is no such reason
 */
public record TariffPackageInfo(long id, String packageCode, String version, String nameZh, String nameEn, String origin,
        boolean offered, Instant loadedAt, int tariffs, PackageStatus status, String importedBy, String problem) {

    /** Origin of a package that was imported by a person. */
    public static final String UPLOAD = "upload";
}
