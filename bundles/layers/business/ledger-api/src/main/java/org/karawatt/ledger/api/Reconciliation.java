package org.karawatt.ledger.api;

import java.math.BigDecimal;
import java.time.LocalDate;

/** Bank files of a business date against booked payments. {@code agrees} when both sums are equal and no line is unmatched. */
public record Reconciliation(LocalDate businessDate, long files, long linesBooked, long linesOpen, BigDecimal fileAmount,
        BigDecimal bookedAmount, boolean agrees) {
}
