package org.karawatt.ledger.api;

import java.math.BigDecimal;
import java.time.LocalDate;

/** A line of a bank file. Status is BOOKED, DUPLICATE or UNMATCHED; code and message say why it was not booked. */
public record BankLine(long line, String reference, String accountNo, BigDecimal amount, LocalDate paidOn, String status,
        String code, String messageZh, String messageEn, Long paymentId) {
}
