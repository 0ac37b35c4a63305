package org.karawatt.codes.api;

import java.time.LocalDate;

/** A code to be created or changed; {@code parentCode} and {@code validTo} may be null. */
public record CodeDraft(String code, String parentCode, String nameZh, String nameEn, int sortNo, LocalDate validFrom,
        LocalDate validTo) {
}
