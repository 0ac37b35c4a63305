package org.karawatt.notice.api;

import java.time.Instant;
import java.util.List;

/**
 * Proof of what was sent and what became of it.
 *
 * @param messageId stable name of the notice towards the channel
 * @param channelReference what the channel calls it; null where it says nothing
 * @param contentHash SHA-256 of subject, text and HTML in hexadecimal
 * @param text as it was sent; null unless the caller may see personal data, and so is {@code html}
 * @param receipts what was said of it afterwards, the oldest first
 */
public record NoticeProof(Notice notice, String messageId, String channelReference, String contentHash, String text, String html,
        List<Attempt> attempts, List<NoticeReceipt> receipts) {

    /** Proof without receipts. */
    public NoticeProof(Notice notice, String messageId, String channelReference, String contentHash, String text, String html,
            List<Attempt> attempts) {
        this(notice, messageId, channelReference, contentHash, text, html, attempts, List.of());
    }

    /** One try. {@code outcome} is SENT, RETRY or REFUSED; {@code detail} is what the channel said, may be null. */
    public record Attempt(int number, Instant at, String outcome, String sentTo, String detail) {
    }
}
