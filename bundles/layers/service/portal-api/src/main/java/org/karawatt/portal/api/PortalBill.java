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
 * @param openAmount what is still to be paid of it, or of what a budget plan asks for in its place, yuan; null where the ledger has no
 *     receivable of it
 * @param budget what a budget plan asks for in its place; null when it is owed itself or the ledger is away
 * @param lines empty in lists
 */
public record PortalBill(String billNo, String accountNo, BillingMonth month, String kind, LocalDate periodFrom, LocalDate periodTo,
        BigDecimal energyKwh, BigDecimal amount, String currency, LocalDate dueOn, Instant issuedAt, BigDecimal openAmount,
        Budget budget, List<BillLine> lines) {

    public PortalBill {
        lines = List.copyOf(lines);
    }

    /**
     * What the customer pays in place of the bill, yuan.
     *
     * @param instalment what is asked for in the month of the bill; null when the bill settles the plan
     * @param settlement what the settlement asks for, zero when it credits; null when there is an instalment
     * @param dueOn null when nothing is asked for
     * @param settledMonth month whose bill settles the plan
     */
    public record Budget(BigDecimal instalment, BigDecimal settlement, LocalDate dueOn, BillingMonth settledMonth) {
    }
}
