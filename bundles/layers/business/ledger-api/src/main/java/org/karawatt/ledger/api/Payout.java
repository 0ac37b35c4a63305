package org.karawatt.ledger.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * An advance that is paid out to the customer (退费), with its approval.
 *
 * @param amount yuan, above zero
 * @param channel code of table {@code payment-channel}, the way by which it is paid
 * @param reference the bank's or the receiver's reference; may be null
 * @param reason in words
 * @param status PROPOSED, PAID or REJECTED
 * @param decidedBy null before the decision, like time and note
 * @param paidOn day on which it was paid; null unless it was
 */
public record Payout(long id, long accountId, String accountNo, long officeId, BigDecimal amount, String channel, String reference,
        String reason, String status, String proposedBy, Instant proposedAt, String decidedBy, Instant decidedAt, String note,
        LocalDate paidOn) {
}
