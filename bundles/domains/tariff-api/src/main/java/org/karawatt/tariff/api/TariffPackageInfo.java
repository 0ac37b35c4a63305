package org.karawatt.tariff.api;

import java.time.Instant;

/** A loaded package. {@code offered} is false when its bundle has gone; bills keep the version that priced them. */
public record TariffPackageInfo(long id, String packageCode, String version, String nameZh, String nameEn, String origin,
        boolean offered, Instant loadedAt, int tariffs) {
}
