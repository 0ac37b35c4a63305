package org.karawatt.reading.api;

import java.time.Instant;
import org.karawatt.kernel.time.BillingMonth;

/**
 * A reading that a validation rule holds back. Status is OPEN, ACCEPTED or REJECTED.
 *
 * <p>When the registers of a meter do not add up they are held together: one exception, on the total, decides all of them.
 *
 * @param rule name of the rule, which is the constant of {@link ReadingErrors} that says it in both languages
 * @param detail the figures
 */
public record ReadingException(long id, long readingId, long accountId, String accountNo, BillingMonth month, String rule,
        String detail, String status, String decidedBy, Instant decidedAt, int version) {
}
