package org.karawatt.notice.api;

/**
 * What a notice says in one language, with placeholders such as {@code {{amount}}}.
 *
 * @param subject one line
 * @param text plain text; what channels without HTML send
 * @param html may be null; values are escaped in it
 */
public record NoticeText(String subject, String text, String html) {
}
