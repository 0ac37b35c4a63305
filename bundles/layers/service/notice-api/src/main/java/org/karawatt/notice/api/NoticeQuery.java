package org.karawatt.notice.api;

/** Filter of notices; every part may be null. */
public record NoticeQuery(String accountNo, String kind, String channel, NoticeStatus status, Long batchId) {
}
