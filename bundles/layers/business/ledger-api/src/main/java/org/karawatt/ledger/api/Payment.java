package org.karawatt.ledger.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Money received (收费).
 *
 * @param lateFee part of the amount that went to late fees
 * @param unallocated part that is held as advance (预收)
 * @param channel code of table {@code payment-channel}
 * @param reference the payer's or bank's reference; may be null
 * @param status BOOKED or REVERSED
 */
public record Payment(long id, long accountId, String accountNo, long officeId, BigDecimal amount, BigDecimal lateFee,
        BigDecimal unallocated, LocalDate paidOn, Instant receivedAt, String receivedBy, String channel, String reference,
        String status, List<Allocation> allocations, int version) {

    public Payment {
        allocations = List.copyOf(allocations);
    }

    /** Part of a payment that settled a receivable; below zero where a reversal has freed it. {@code kind} is PRINCIPAL or LATE_FEE. */
    public record Allocation(long receivableId, String kind, BigDecimal amount) {
    }
}
