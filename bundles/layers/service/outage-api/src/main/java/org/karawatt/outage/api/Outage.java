package org.karawatt.outage.api;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;

/**
 * An announced outage.
 *
 * @param notifyBy until when its customers must be told
 * @param batchId notice to many that tells them, or corrects what they were told; null when nobody is to be told or
 *     the notice could not be prepared
 * @param status PLANNED, CANCELLED, or RESTORED when supply was back early; {@code to} is that time then
 */
public record Outage(long id, String outageNo, String kind, String lineNo, String lineName, List<String> areaNos, long officeId,
        LocalDateTime from, LocalDateTime to, String reason, String shortNoticeReason, LocalDateTime notifyBy, Long batchId, String status,
        String createdBy, Instant createdAt, int version) {
}
