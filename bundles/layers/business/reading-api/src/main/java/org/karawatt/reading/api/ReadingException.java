package org.karawatt.reading.api;

import java.time.Instant;
import org.karawatt.kernel.time.BillingMonth;

/** A reading that a validation rule holds back. Status is OPEN, ACCEPTED or REJECTED. */
public record ReadingException(long id, long readingId, long accountId, String accountNo, BillingMonth month, String rule,
        String detail, String status, String decidedBy, Instant decidedAt, int version) {
}
