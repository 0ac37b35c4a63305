package org.karawatt.billing.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.karawatt.kernel.time.BillingMonth;

/**
 * What a group that shares a production has shared in a month, from its load curves. Energy in kWh; what members got and the surplus are
 * together what was produced.
 *
 * @param surplus what nobody got and the producer may sell
 * @param parts members by account number
 * @param days the days of the month
 */
public record SharedMonth(String groupNo, BillingMonth month, BigDecimal produced, BigDecimal surplus, List<Part> parts, List<Day> days) {

    public SharedMonth {
        parts = List.copyOf(parts);
        days = List.copyOf(days);
    }

    /** What a member has used on the days of its membership, and what of it was shared. */
    public record Part(long accountId, String accountNo, BigDecimal used, BigDecimal shared) {
    }

    /** What was produced and shared on a day. */
    public record Day(LocalDate day, BigDecimal produced, BigDecimal shared) {
    }
}
