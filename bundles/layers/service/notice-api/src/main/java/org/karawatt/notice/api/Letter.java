package org.karawatt.notice.api;

import java.time.LocalDate;
import java.util.List;

/**
 * A notice as a letter. Personal data, unmasked.
 *
 * @param messageId name of the notice towards its channel; printed as its reference
 * @param address name and address of the recipient, one below the other
 * @param language {@code zh} or {@code en}
 * @param date day of writing, in the utility's zone
 * @param text paragraphs, separated by line breaks
 * @param attachments files that go along
 */
public record Letter(String messageId, String address, String language, LocalDate date, String subject, String text,
        List<NoticeAttachment> attachments) {

    public Letter {
        attachments = List.copyOf(attachments);
    }
}
