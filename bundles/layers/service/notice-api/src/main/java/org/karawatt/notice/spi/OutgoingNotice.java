package org.karawatt.notice.spi;

import java.time.Instant;
import java.util.List;
import org.karawatt.notice.api.NoticeAttachment;

/**
 * A notice on its way.
 *
 * @param messageId the same at every try
 * @param kind code of the template
 * @param address e-mail address, telephone number, customer number, or name and address in two lines, as the channel is configured
 * @param language {@code zh} or {@code en}
 * @param html may be null
 * @param writtenAt null where it is not known
 */
public record OutgoingNotice(String messageId, String kind, String address, String language, String subject, String text, String html,
        List<NoticeAttachment> attachments, Instant writtenAt) {

    public OutgoingNotice {
        attachments = List.copyOf(attachments);
    }

    /** A notice without the time at which it was written. */
    public OutgoingNotice(String messageId, String kind, String address, String language, String subject, String text, String html,
            List<NoticeAttachment> attachments) {
        this(messageId, kind, address, language, subject, text, html, attachments, null);
    }
}
