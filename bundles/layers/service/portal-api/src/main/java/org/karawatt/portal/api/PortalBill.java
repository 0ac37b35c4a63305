package org.karawatt.portal.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.karawatt.billing.api.BillLine;
import org.karawatt.kernel.time.BillingMonth;

/**
 * An issued bill as its customer sees it. Reversed bills and reversals are left out; the bill in their place is here.
 *
 * @param kind REGULAR, INTERIM or FINAL
 * @param periodTo day after the last day of the period
 * @param energyKwh billed energy, kWh
 * @param amount total, yuan
 * @param openAmount what is still to be paid of it, yuan; null where the ledger has no receivable of it
 * @param lines empty in lists
 */
public record PortalBill(String billNo, String accountNo, BillingMonth month, String kind, LocalDate periodFrom, LocalDate periodTo,
        BigDecimal energyKwh, BigDecimal amount, String currency, LocalDate dueOn, Instant issuedAt, BigDecimal openAmount,
        List<BillLine> lines) {

    public PortalBill {
        lines = List.copyOf(lines);
    }
}
