package org.karawatt.notice.api;

/** A file that goes with a notice by channels that can carry files; the others leave it out. */
public record NoticeAttachment(String fileName, String mediaType, byte[] content) {
}
