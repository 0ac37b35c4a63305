package org.karawatt.codes.api;

import java.time.LocalDate;

/**
 * One code of a code table, valid in a half-open period.
 *
 * @param parentCode code above it in the same table; null at the top
 * @param origin bundle that brought it, or {@code user}
 * @param validTo day after the last valid day; null when open
 */
public record Code(long id, String table, String code, String parentCode, String nameZh, String nameEn, int sortNo,
        LocalDate validFrom, LocalDate validTo, String origin, int version) {
}
