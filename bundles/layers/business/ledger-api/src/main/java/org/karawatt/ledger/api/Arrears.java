package org.karawatt.ledger.api;

import java.math.BigDecimal;

/** Sums of receivables: what was billed, what is open, what is overdue today. */
public record Arrears(long receivables, BigDecimal amount, BigDecimal open, BigDecimal overdue) {
}
