package org.karawatt.notice.spi;

import java.util.List;
import org.karawatt.notice.api.NoticeAttachment;

/**
 * A notice on its way.
 *
 * @param messageId the same at every try
 * @param kind code of the template
 * @param address e-mail address, telephone number or customer number, as the channel is configured
 * @param language {@code zh} or {@code en}
 * @param html may be null
 */
public record OutgoingNotice(String messageId, String kind, String address, String language, String subject, String text, String html,
        List<NoticeAttachment> attachments) {

    public OutgoingNotice {
        attachments = List.copyOf(attachments);
    }
}
