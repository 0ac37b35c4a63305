package org.karawatt.billing.spi;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.karawatt.kernel.time.BillingMonth;

/**
 * A bill as it is handed to booking. {@code amounts} are the sums by component; together they are the amount.
 *
 * @param last whether it is the final bill of its account
 */
public record IssuedBill(long billId, long accountId, long officeId, BillingMonth month, String usageClass, LocalDate issuedOn,
        LocalDate dueOn, BigDecimal amount, Map<String, BigDecimal> amounts, long runId, boolean last) {

    /** A bill after which the account goes on. */
    public IssuedBill(long billId, long accountId, long officeId, BillingMonth month, String usageClass, LocalDate issuedOn,
            LocalDate dueOn, BigDecimal amount, Map<String, BigDecimal> amounts, long runId) {
        this(billId, accountId, officeId, month, usageClass, issuedOn, dueOn, amount, amounts, runId, false);
    }
}
