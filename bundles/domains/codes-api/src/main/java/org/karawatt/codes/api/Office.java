package org.karawatt.codes.api;

import java.time.LocalDate;

/**
 * A supply office (供电单位) in the office tree.
 *
 * @param id row id
 * @param code office code, hierarchical by prefix in the Chinese practice
 * @param parentId office above; null for the root
 * @param path ids of codes from the root, such as {@code /33/3301/330102/}; the unit of data scope
 * @param kind COMPANY, BRANCH, STATION or HALL
 * @param validTo day after the last valid day; null when open
 * @param version for optimistic locking
 */
public record Office(long id, String code, Long parentId, String path, String kind, String nameZh, String nameEn,
        LocalDate validFrom, LocalDate validTo, int version) {
}
