package org.karawatt.ledger.api;

import java.math.BigDecimal;
import java.time.LocalDate;

/** A payment to be booked. {@code reference} may be null; {@code paidOn} null means today. */
public record PaymentDraft(String accountNo, BigDecimal amount, LocalDate paidOn, String channel, String reference) {
}
