package org.karawatt.outage.api;

import java.time.LocalDateTime;

/** Other times of an outage. {@code reason} is told to the customers; {@code shortNoticeReason} as in {@link OutageDraft}. */
public record OutageChange(LocalDateTime from, LocalDateTime to, String reason, String shortNoticeReason) {
}
