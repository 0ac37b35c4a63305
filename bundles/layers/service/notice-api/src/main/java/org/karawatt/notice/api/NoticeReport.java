package org.karawatt.notice.api;

import java.util.List;
import java.util.Map;

/**
 * What became of the notices that were written in a period or for a notice to many, as far as they are in the caller's offices.
 *
 * @param lines by template, then channel; those of notices to many by the newest first when they are asked for
 * @param totals sums of the lines; a state that no notice is in is left out, as it is in a line
 * @param causes why notices have failed, the most frequent first, at most 50
 */
public record NoticeReport(NoticeReportQuery query, List<Line> lines, Map<NoticeStatus, Long> totals, List<Cause> causes) {

    /**
     * Notices of one template by one channel.
     *
     * @param batchId notice to many; null for single notices, and always unless lines by batch are asked for
     * @param batchTitle null where {@code batchId} is
     * @param nameZh name of the template; null when no version of it is in use, and so is {@code nameEn}
     * @param channel {@code -} when there was none to send them by
     * @param written all notices of the line
     * @param counts notices by state
     */
    public record Line(Long batchId, String batchTitle, String kind, String nameZh, String nameEn, String channel, long written,
            Map<NoticeStatus, Long> counts) {
    }

    /** Notices of a channel that have failed for one cause; the cause is null when the other side gave none. */
    public record Cause(String channel, String cause, long notices) {
    }
}
