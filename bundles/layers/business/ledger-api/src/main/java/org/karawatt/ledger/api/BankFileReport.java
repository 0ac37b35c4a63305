package org.karawatt.ledger.api;

import java.math.BigDecimal;
import java.util.List;

/**
 * Outcome of a bank file: what was booked, what the reconciliation desk must look at.
 *
 * @param repeated the same file had been imported before; nothing changed
 * @param lines the first 100 unbooked lines
 */
public record BankFileReport(long id, String fileName, boolean repeated, long rowsTotal, long rowsOk, long rowsBad,
        BigDecimal amountOk, BigDecimal amountBad, List<BankLine> lines) {
}
