package org.karawatt.ledger.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.karawatt.kernel.time.BillingMonth;

/**
 * A plan of equal payments (均衡付费). Each month's bill goes into the plan and the instalment is owed in its place; the balance is what was
 * billed less what was asked for, above zero when the customer owes it. The bill of the last month settles the balance. Amounts in yuan.
 *
 * @param startMonth first month whose bill goes into the plan
 * @param endMonth month whose bill settles the plan; there is no instalment in it
 * @param status RUNNING or SETTLED
 * @param instalments what is asked for, by the month from which on
 * @param months what has happened, by month
 * @param settled what was asked for in the end; below zero when it was credited; zero while the plan runs
 * @param lateFee late fees of unpaid instalments that were taken out of the credit
 * @param balance what the plan carries now; zero once it is settled
 * @param review another instalment, proposed because the balance has run away; null when none is due
 * @param settledOn null while the plan runs
 */
public record BudgetPlan(long id, long accountId, String accountNo, long officeId, BillingMonth startMonth, BillingMonth endMonth,
        String status, List<Instalment> instalments, List<Month> months, BigDecimal settled, BigDecimal lateFee, BigDecimal balance, PlanProposal review,
        String agreedBy, LocalDate agreedOn, LocalDate settledOn) {

    public BudgetPlan {
        instalments = List.copyOf(instalments);
        months = List.copyOf(months);
    }

    /** What is asked for in each month from this one on. */
    public record Instalment(BillingMonth fromMonth, BigDecimal amount) {
    }

    /** What was billed in a month, what was asked for instead, and the balance after it. */
    public record Month(BillingMonth month, BigDecimal billed, BigDecimal instalment, BigDecimal balance) {
    }
}
