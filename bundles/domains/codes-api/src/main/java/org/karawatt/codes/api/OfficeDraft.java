package org.karawatt.codes.api;

import java.time.LocalDate;

/** An office to be created or changed. {@code parentCode} is null only for the root. All other fields are required but validTo. */
public record OfficeDraft(String code, String parentCode, String kind, String nameZh, String nameEn, LocalDate validFrom,
        LocalDate validTo) {
}
