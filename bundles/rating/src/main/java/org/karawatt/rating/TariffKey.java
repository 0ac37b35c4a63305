package org.karawatt.rating;

import java.time.LocalDate;
import java.util.Objects;

/**
 * Names one effective-dated version of a tariff, so that a bill can be computed again with exactly it.
 *
 * @param packageCode package that brought it, never null
 * @param packageVersion version of that package, never null
 * @param code tariff code, never null
 * @param validFrom first day of validity, never null
 */
public record TariffKey(String packageCode, String packageVersion, String code, LocalDate validFrom) {

    public TariffKey {
        Objects.requireNonNull(packageCode, "packageCode");
        Objects.requireNonNull(packageVersion, "packageVersion");
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(validFrom, "validFrom");
    }

    /** For example {@code hubei-ci@1.0.0/HB-TWO-110@2026-01-01}. */
    @Override
    public String toString() {
        return packageCode + "@" + packageVersion + "/" + code + "@" + validFrom;
    }
}
