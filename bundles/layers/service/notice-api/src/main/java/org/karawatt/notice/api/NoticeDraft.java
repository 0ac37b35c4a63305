package org.karawatt.notice.api;

import java.util.List;
import java.util.Map;

/**
 * A notice to one account.
 *
 * @param code of the template
 * @param reference what it is about, such as a bill number; the same template, account and reference are sent once
 * @param values of the placeholders, by name
 * @param attachments may be empty
 */
public record NoticeDraft(String code, String accountNo, String reference, Map<String, String> values,
        List<NoticeAttachment> attachments) {

    public NoticeDraft {
        values = values == null ? Map.of() : Map.copyOf(values);
        attachments = attachments == null ? List.of() : List.copyOf(attachments);
    }
}
