package org.karawatt.notice.api;

/** How a notice to an account would look; {@code channel} is null when it would not be sent, for the reason in {@code status}. */
public record NoticePreview(String accountNo, String channel, NoticeStatus status, String language, String subject, String text, String html) {
}
