package org.karawatt.ledger.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.karawatt.kernel.time.BillingMonth;

/** What is owed for a bill; its id is the bill's. {@code lateFee} is what would be due today on the open amount. */
public record Receivable(long id, String billNo, long accountId, String accountNo, long officeId, BillingMonth month,
        BigDecimal amount, BigDecimal openAmount, LocalDate dueOn, String usageClass, BigDecimal lateFee, int version) {
}
