package org.karawatt.notice.api;

import java.time.LocalDate;

/**
 * What a report of delivery is about.
 *
 * @param from first day on which a notice was written, in the utility's zone; may be null with a batch
 * @param to last day; may be null with a batch
 * @param batchId only notices of this notice to many; null for all
 * @param kind only notices of the template with this code; null for all
 * @param channel only notices by this channel; null for all
 * @param byBatch whether each notice to many has lines of its own
 */
public record NoticeReportQuery(LocalDate from, LocalDate to, Long batchId, String kind, String channel, boolean byBatch) {
}
