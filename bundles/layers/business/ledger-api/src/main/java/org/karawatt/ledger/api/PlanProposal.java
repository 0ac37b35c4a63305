package org.karawatt.ledger.api;

import java.math.BigDecimal;
import java.util.List;
import org.karawatt.kernel.time.BillingMonth;

/**
 * A monthly instalment and how it was found: the average of the last bills, and what the plan carries spread over the months it has left,
 * rounded half up to the step; never less than one step. Amounts in yuan.
 *
 * @param bills the bills it is the average of, by month, newest first; those of one month are added up
 * @param balance what the plan carries so far; zero for a new one
 * @param months months over which the balance is spread
 * @param spread the balance by month
 */
public record PlanProposal(List<Basis> bills, BigDecimal average, BigDecimal balance, int months, BigDecimal spread, BigDecimal step,
        BigDecimal instalment) {

    public PlanProposal {
        bills = List.copyOf(bills);
    }

    /** What was billed in a month. */
    public record Basis(BillingMonth month, BigDecimal amount) {
    }
}
