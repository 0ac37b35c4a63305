package org.karawatt.notice.api;

import java.time.Instant;

/**
 * A notice by one channel.
 *
 * @param kind code of its template
 * @param channel {@code -} when there was none to send it by
 * @param sentTo masked; null before
 * @param batchId null for a single notice
 * @param cause why it failed last; null when it did not
 */
public record Notice(long id, String kind, long accountId, String accountNo, String channel, String language, String subject,
        NoticeStatus status, int attempts, Instant nextTryAt, String createdBy, Instant createdAt, Instant finishedAt, String sentTo,
        Long batchId, String cause) {
}
