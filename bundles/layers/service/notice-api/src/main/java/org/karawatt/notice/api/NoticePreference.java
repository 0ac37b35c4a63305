package org.karawatt.notice.api;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What a customer wants, from a day on.
 *
 * @param kind code of a template, or {@code *} for every kind without an entry of its own
 * @param source how it was given, such as {@code counter form}
 * @param validTo day after the last; null while it holds
 */
public record NoticePreference(long id, String customerNo, String kind, String channel, boolean wanted, String source, LocalDate validFrom,
        LocalDate validTo, String recordedBy, Instant recordedAt) {
}
