package org.karawatt.notice.api;

import java.time.LocalDate;

/**
 * Filter of notices; every part may be null.
 *
 * @param from first day on which a notice was written, in the utility's zone
 * @param to last day
 * @param cause why it failed last, word for word
 */
public record NoticeQuery(String accountNo, String kind, String channel, NoticeStatus status, Long batchId, LocalDate from, LocalDate to,
        String cause) {

    /** Notices of any day and cause. */
    public NoticeQuery(String accountNo, String kind, String channel, NoticeStatus status, Long batchId) {
        this(accountNo, kind, channel, status, batchId, null, null, null);
    }
}
