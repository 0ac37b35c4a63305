package org.karawatt.rating;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.trace.TraceNode;

/**
 * The late fee of one debt (rules C.13): simple interest by day on the debt without earlier late fees, from the day after the due date
 * to the day of payment inclusive.
 *
 * @param amount fee rounded half up to 0.01, zero when nothing is overdue; never null
 * @param days days overdue
 * @param trace explanation, never null
 */
public record LateFee(BigDecimal amount, long days, TraceNode trace) {

    /**
     * Computes the fee.
     *
     * @param dueDate last day on which payment is in time
     * @param paidDate day of payment, or the day for which the fee is wanted
     * @param debt amount overdue, not negative
     * @param debtYear calendar year that the debt belongs to
     * @throws KarawattException of kind INVALID when the debt is negative
     */
    public static LateFee compute(LateFeeRule rule, LocalDate dueDate, LocalDate paidDate, BigDecimal debt, int debtYear) {
        if (debt.signum() < 0) {
            throw KarawattException.invalid(RatingErrors.LATE_FEE_INPUT, debt);
        }
        long days = Math.max(0, ChronoUnit.DAYS.between(dueDate, paidDate));
        if (days == 0 || debt.signum() == 0) {
            TraceNode none = TraceNode.of("rating.latefee.none").with("due", dueDate).with("paid", paidDate).build();
            return new LateFee(BigDecimal.ZERO.setScale(2), 0, none);
        }
        LocalDate lastOfYear = LocalDate.of(debtYear, 12, 31);
        long same = Math.min(days, Math.max(0, ChronoUnit.DAYS.between(dueDate, lastOfYear)));
        if (rule.yearOfDay() == LateFeeRule.YearOfDay.DAY_OF_PAYMENT) {
            same = paidDate.isAfter(lastOfYear) ? 0 : days;
        }
        long later = days - same;
        BigDecimal exact = debt.multiply(rule.sameYearRate()).multiply(BigDecimal.valueOf(same))
                .add(debt.multiply(rule.laterYearRate()).multiply(BigDecimal.valueOf(later)));
        BigDecimal fee = exact.setScale(2, RoundingMode.HALF_UP);
        TraceNode.Builder trace = TraceNode.of("rating.latefee").with("rule", rule.name()).with("debt", debt).with("due", dueDate)
                .with("paid", paidDate).with("days", Math.toIntExact(days));
        part(trace, "rating.latefee.same", debt, rule.sameYearRate(), same);
        part(trace, "rating.latefee.later", debt, rule.laterYearRate(), later);
        if (fee.compareTo(rule.minimum()) < 0) {
            trace.child(TraceNode.of("rating.latefee.minimum").with("computed", fee).with("minimum", rule.minimum()).build());
            fee = rule.minimum().setScale(2, RoundingMode.HALF_UP);
        }
        return new LateFee(fee, days, trace.with("fee", fee).build());
    }

    private static void part(TraceNode.Builder trace, String key, BigDecimal debt, BigDecimal rate, long days) {
        if (days > 0) {
            trace.child(TraceNode.of(key).with("debt", debt).with("permille", rate.movePointRight(3).stripTrailingZeros())
                    .with("days", Math.toIntExact(days)).build());
        }
    }
}
