package org.karawatt.tariff.api;

import java.time.LocalDate;

/** A tariff of a package with its validity; {@code definition} is the JSON that was shipped. */
public record TariffInfo(long id, String tariffCode, String packageCode, String packageVersion, String nameZh, String nameEn,
        String usageClass, LocalDate validFrom, LocalDate validTo, boolean offered, String definition) {
}
