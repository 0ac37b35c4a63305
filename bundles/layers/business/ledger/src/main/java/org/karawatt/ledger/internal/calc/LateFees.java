package org.karawatt.ledger.internal.calc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.ledger.api.LedgerErrors;
import org.karawatt.rating.LateFee;
import org.karawatt.rating.LateFeeRule;

/**
 * Late fees of receivables by the rules in force when they fell due. A debt counts for the calendar year in which it fell due. Each
 * day is charged on what was open that day: a payment brings the accrued fee up to its own day, and later days count on the rest.
 * The minimum is held against the whole of the accrued fee, so it is charged once. Immutable.
 */
public final class LateFees {

    /** The class of a rule that holds for every usage class without a rule of its own. */
    public static final String OTHERS = "*";

    private final List<Rule> rules;

    /** A stored rule; {@code validTo} is the day after its last day, null when open. */
    public record Rule(String usageClass, LocalDate validFrom, LocalDate validTo, BigDecimal rateCurrentYear, BigDecimal rateEarlierYears,
            BigDecimal minimum, int graceDays) {

        private boolean holdsFor(String wanted, LocalDate day) {
            return usageClass.equals(wanted) && !day.isBefore(validFrom) && (validTo == null || day.isBefore(validTo));
        }
    }

    /**
     * What is due on a day.
     *
     * @param amount to be paid now, without what has been paid
     * @param accrued all that has accrued, before the minimum
     * @param to day up to which it has accrued; null when nothing was ever overdue
     */
    public record Due(BigDecimal amount, BigDecimal accrued, LocalDate to) {
    }

    public LateFees(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** The fee due on the day; an overdue debt without a rule is a CONFLICT, because missing is not zero. */
    public Due due(Debt debt, LocalDate on) {
        if (!on.isAfter(debt.dueOn()) || debt.open().signum() <= 0) {
            return new Due(BigDecimal.ZERO, debt.feeAccrued(), debt.feeTo());
        }
        Rule rule = rule(debt).orElseThrow(
                () -> KarawattException.conflict(LedgerErrors.NO_LATE_FEE_RULE, debt.usageClass(), debt.dueOn()));
        LocalDate from = debt.feeTo() == null ? debt.dueOn().plusDays(rule.graceDays()) : debt.feeTo();
        if (!on.isAfter(from) && debt.feeTo() == null) {
            return new Due(BigDecimal.ZERO, debt.feeAccrued(), null);
        }
        LateFeeRule perDay = new LateFeeRule(rule.usageClass(), rule.rateCurrentYear(), rule.rateEarlierYears(), BigDecimal.ZERO,
                LateFeeRule.YearOfDay.EACH_DAY);
        BigDecimal accrued = debt.feeAccrued().add(LateFee.compute(perDay, from, on, debt.open(), debt.dueOn().getYear()).amount());
        BigDecimal whole = accrued.max(rule.minimum());
        return new Due(whole.subtract(debt.feePaid()).max(BigDecimal.ZERO), accrued, on.isAfter(from) ? on : from);
    }

    /** The fee due on the day for display; empty when there is no rule that tells it. */
    public Optional<BigDecimal> shown(Debt debt, LocalDate on) {
        boolean untold = on.isAfter(debt.dueOn()) && debt.open().signum() > 0 && rule(debt).isEmpty();
        return untold ? Optional.empty() : Optional.of(due(debt, on).amount().setScale(2));
    }

    private Optional<Rule> rule(Debt debt) {
        return rules.stream().filter(rule -> rule.holdsFor(debt.usageClass(), debt.dueOn())).findFirst()
                .or(() -> rules.stream().filter(rule -> rule.holdsFor(OTHERS, debt.dueOn())).findFirst());
    }
}
