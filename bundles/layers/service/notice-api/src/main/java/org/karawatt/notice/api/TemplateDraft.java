package org.karawatt.notice.api;

import java.util.List;
import java.util.Map;

/**
 * Content of a template, as in a file {@code KARAWATT-INF/notice/*.json}. Every template may also use {@code customerName},
 * {@code accountNo}, {@code address} and, for those who owe, {@code arrears} without declaring them.
 *
 * @param code what it is about, such as {@code planned-outage}; preferences are kept by it
 * @param rule where the duty to send it comes from; may be null
 * @param channels names of channels, the preferred one first
 * @param texts by language: {@code zh} and {@code en}, both required
 */
public record TemplateDraft(String code, String nameZh, String nameEn, NoticeBasis basis, String rule, List<String> channels,
        List<Placeholder> placeholders, Map<String, NoticeText> texts) {
}
