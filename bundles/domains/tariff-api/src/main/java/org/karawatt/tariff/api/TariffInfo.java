package org.karawatt.tariff.api;

import java.time.LocalDate;
import java.util.List;

/**
 * A tariff of a package with its validity.
 *
 * @param validTo day after the last; null while open
 * @param offered whether it prices accounts at the moment
 * @param definition the JSON that was shipped; null in lists
 * @param voltages voltage levels that it is made for; empty means any
 * @param methods contributed charge methods that price it, as {@code GREEN_FEE@2}
 */
public record TariffInfo(long id, String tariffCode, String packageCode, String packageVersion, String nameZh, String nameEn,
        String usageClass, LocalDate validFrom, LocalDate validTo, boolean offered, String definition, List<String> voltages,
        List<String> methods) {

    public TariffInfo {
        voltages = List.copyOf(voltages);
        methods = List.copyOf(methods);
    }

    /** A tariff for any voltage that no contributed method prices. */
    public TariffInfo(long id, String tariffCode, String packageCode, String packageVersion, String nameZh, String nameEn, String usageClass,
            LocalDate validFrom, LocalDate validTo, boolean offered, String definition) {
        this(id, tariffCode, packageCode, packageVersion, nameZh, nameEn, usageClass, validFrom, validTo, offered, definition, List.of(),
                List.of());
    }

    /** The same without its definition. */
    public TariffInfo brief() {
        return new TariffInfo(id, tariffCode, packageCode, packageVersion, nameZh, nameEn, usageClass, validFrom, validTo, offered, null,
                voltages, methods);
    }
}
