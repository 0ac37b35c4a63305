package org.karawatt.knowledge.api;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A version of an article (知识条目).
 *
 * @param code name of the article, the same for all its versions
 * @param versionNo counts from 1
 * @param bodyZh null in lists
 * @param bodyEn null in lists
 * @param origin bundle that brought the article; null when people wrote it
 * @param draftedBy who wrote this version
 * @param submittedBy who asked for its review; null until then
 * @param decidedBy who published, returned or withdrew it; null until then
 * @param note reason of a return or a withdrawal
 * @param validFrom first day; null until it is published
 * @param validTo day after the last; null when it is open
 * @param version for optimistic locking
 */
public record Article(String code, int versionNo, Topic topic, boolean openToAll, Status status, String titleZh, String titleEn,
        String bodyZh, String bodyEn, String source, String origin, String draftedBy, Instant draftedAt, String submittedBy,
        String decidedBy, Instant decidedAt, String note, LocalDate validFrom, LocalDate validTo, int version) {

    /** How a version stands. */
    public enum Status {
        /** Being written. */
        DRAFT,
        /** Waits for a second person. */
        REVIEW,
        /** Released; read while it is valid. */
        PUBLISHED,
        /** Taken back. */
        WITHDRAWN
    }
}
