package org.karawatt.ledger.internal.calc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.karawatt.ledger.api.PlanProposal;
import org.karawatt.ledger.api.PlanProposal.Basis;

/** The arithmetic of budget plans. */
public final class Instalments {

    /** Most months of bills that an instalment is the average of. */
    public static final int MOST_BILLS = 12;

    private Instalments() {
    }

    /**
     * An instalment with what it was found from.
     *
     * @param bills what was billed by month, newest first, not empty
     * @param balance what the plan carries
     * @param months months over which the balance is spread, at least 1
     * @param step yuan to a multiple of which the instalment is rounded
     */
    public static PlanProposal propose(List<Basis> bills, BigDecimal balance, int months, BigDecimal step) {
        BigDecimal sum = bills.stream().map(Basis::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal average = sum.divide(BigDecimal.valueOf(bills.size()), 2, RoundingMode.HALF_UP);
        BigDecimal spread = balance.divide(BigDecimal.valueOf(months), 2, RoundingMode.HALF_UP);
        BigDecimal steps = average.add(spread).divide(step, 0, RoundingMode.HALF_UP).max(BigDecimal.ONE);
        return new PlanProposal(bills, average, balance, months, spread, step, steps.multiply(step).setScale(2));
    }

    /** Whether the balance is more than the share of what was asked for, in either direction. */
    public static boolean hasRunAway(BigDecimal balance, BigDecimal askedFor, BigDecimal share) {
        return balance.abs().compareTo(askedFor.multiply(share)) > 0;
    }
}
