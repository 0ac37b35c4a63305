package org.karawatt.notice.api;

import java.time.Instant;

/**
 * A receipt of a notice, as it was recorded.
 *
 * @param at when it was delivered or came back
 * @param evidence what proves it; may be null
 * @param detail why it came back; may be null
 */
public record NoticeReceipt(ReceiptDraft.Outcome outcome, Instant at, String evidence, String detail, String recordedBy, Instant recordedAt) {
}
