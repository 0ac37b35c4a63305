package org.karawatt.ledger.api;

import java.math.BigDecimal;

/**
 * An advance to be paid out.
 *
 * @param amount yuan, above zero, whole fen
 * @param channel code of table {@code payment-channel}, the way by which it is paid
 * @param reference at most 80 characters; may be null
 * @param reason in words, at most 200 characters
 */
public record PayoutDraft(String accountNo, BigDecimal amount, String channel, String reference, String reason) {
}
