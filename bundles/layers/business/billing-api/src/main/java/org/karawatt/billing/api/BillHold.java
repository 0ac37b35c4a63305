package org.karawatt.billing.api;

import java.math.BigDecimal;
import java.time.Instant;
import org.karawatt.kernel.time.BillingMonth;

/**
 * A bill that the guard (电费异常校核) has held before its issue.
 *
 * @param amount what the bill came to when it was held
 * @param code BILLING code of the limit that was passed
 * @param message the figure and the limit, in the caller's language
 * @param status HELD, RELEASED (the next run issues it if it still comes to the same) or BILLED
 * @param releasedBy null until it is released, like the time and the reason
 * @param billNo null until it is billed
 */
public record BillHold(long id, String accountNo, BillingMonth month, String usageClass, BigDecimal amount, String currency,
        BigDecimal kwh, String code, String message, String status, Instant heldAt, String releasedBy, Instant releasedAt, String reason,
        String billNo) {
}
