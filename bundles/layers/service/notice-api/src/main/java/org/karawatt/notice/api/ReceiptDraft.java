package org.karawatt.notice.api;

import java.time.Instant;

/**
 * What somebody says of a notice that its channel has taken over: the gateway for text messages, the post, whoever has handed over a letter.
 *
 * @param messageId name of the notice towards its channel, such as {@code kw-42}
 * @param at when it was delivered or came back; neither in the future nor before the notice was written
 * @param evidence what proves it, such as the number of a registered letter or of a signed slip; may be null
 * @param detail why it came back, without personal data; may be null
 */
public record ReceiptDraft(String messageId, Outcome outcome, Instant at, String evidence, String detail) {

    /** What became of a notice. */
    public enum Outcome {
        /** It is with the customer. */
        DELIVERED,
        /** It has come back. */
        RETURNED
    }
}
