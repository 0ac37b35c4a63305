package org.karawatt.ledger.internal.calc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.karawatt.ledger.api.Payment.Allocation;

/** Spreads a payment over debts: the oldest first, of each the late fee and then the principal; what is left is an advance. */
public final class Allocator {

    public static final String PRINCIPAL = "PRINCIPAL";
    public static final String LATE_FEE = "LATE_FEE";

    private Allocator() {
    }

    /** What a payment was used for; {@code principal + lateFee + unallocated} is its amount. */
    public record Allocated(List<Allocation> parts, BigDecimal principal, BigDecimal lateFee, BigDecimal unallocated) {
    }

    private record Step(Debt debt, LateFees.Due fee, BigDecimal feePart, BigDecimal principal) {
    }

    /**
     * Allocates and changes the debts; when a debt cannot be priced it throws and none is changed.
     *
     * @param debts debts of one account, oldest due date first
     */
    public static Allocated allocate(List<Debt> debts, LateFees fees, BigDecimal amount, LocalDate paidOn) {
        List<Step> steps = new ArrayList<>();
        BigDecimal rest = amount;
        for (Debt debt : debts) {
            if (rest.signum() == 0) {
                break;
            }
            if (debt.open().signum() <= 0) {
                continue;
            }
            LateFees.Due fee = fees.due(debt, paidOn);
            BigDecimal feePart = rest.min(fee.amount());
            BigDecimal principal = rest.subtract(feePart).min(debt.open());
            rest = rest.subtract(feePart).subtract(principal);
            steps.add(new Step(debt, fee, feePart, principal));
        }
        List<Allocation> parts = new ArrayList<>();
        BigDecimal lateFee = BigDecimal.ZERO;
        BigDecimal principal = BigDecimal.ZERO;
        for (Step step : steps) {
            step.debt().settle(step.fee(), step.feePart(), step.principal());
            part(parts, step.debt(), LATE_FEE, step.feePart());
            part(parts, step.debt(), PRINCIPAL, step.principal());
            lateFee = lateFee.add(step.feePart());
            principal = principal.add(step.principal());
        }
        return new Allocated(parts, principal, lateFee, rest);
    }

    private static void part(List<Allocation> parts, Debt debt, String kind, BigDecimal amount) {
        if (amount.signum() > 0) {
            parts.add(new Allocation(debt.id(), kind, amount));
        }
    }
}
