package org.karawatt.ledger.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.karawatt.kernel.time.BillingMonth;

/**
 * What is owed for a bill, whose id it has then, or to a budget plan. {@code lateFee} is what would be due today on the open amount.
 *
 * @param kind BILL; PLANNED for a bill that a budget plan has taken over, of which nothing is open; INSTALMENT or SETTLEMENT of a plan
 */
public record Receivable(long id, String billNo, long accountId, String accountNo, long officeId, BillingMonth month,
        BigDecimal amount, BigDecimal openAmount, LocalDate dueOn, String usageClass, BigDecimal lateFee, int version, String kind) {

    /** What is owed for a bill. */
    public Receivable(long id, String billNo, long accountId, String accountNo, long officeId, BillingMonth month, BigDecimal amount,
            BigDecimal openAmount, LocalDate dueOn, String usageClass, BigDecimal lateFee, int version) {
        this(id, billNo, accountId, accountNo, officeId, month, amount, openAmount, dueOn, usageClass, lateFee, version, "BILL");
    }
}
