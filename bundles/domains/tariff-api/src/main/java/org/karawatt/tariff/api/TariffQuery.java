package org.karawatt.tariff.api;

import java.time.LocalDate;

/**
 * What tariffs are looked for; null everywhere means all.
 *
 * @param usageClass code of the usage class
 * @param on a day on which the version is valid
 * @param text part of the code, a name or the package code, whatever its case
 * @param offered whether it is offered at the moment
 */
public record TariffQuery(String usageClass, LocalDate on, String text, Boolean offered) {

    /** All tariffs. */
    public static final TariffQuery ALL = new TariffQuery(null, null, null, null);
}
