package org.karawatt.rating;

import java.math.BigDecimal;
import java.util.Objects;
import org.karawatt.kernel.trace.TraceNode;

/**
 * The daily estimate of a prepaid account (费控测算, rules C.18): what is left of the balance after the energy used since the last bill,
 * priced by the same plan as the bill. Immutable.
 *
 * @param estimated charge estimated for the use since the last bill, never null
 * @param available balance less the estimate, never null
 * @param level what follows from it, never null
 * @param bill the estimated bill, never null
 * @param trace explanation, never null
 */
public record PrepayEstimate(BigDecimal estimated, BigDecimal available, Level level, RatedBill bill, TraceNode trace) {

    /** What follows from the balance. */
    public enum Level {
        /** Nothing. */
        ENOUGH,
        /** The customer is reminded. */
        REMIND,
        /** The customer is warned, also by the meter. */
        WARN,
        /** Supply is stopped by the agreed procedure. */
        STOP
    }

    /**
     * Limits of the levels: a balance below a limit has that level.
     *
     * @param remind below this the customer is reminded, never null
     * @param warn below this he is warned, never null
     * @param stop below this supply stops, usually zero; never null
     */
    public record Limits(BigDecimal remind, BigDecimal warn, BigDecimal stop) {

        public Limits {
            if (stop.compareTo(warn) > 0 || warn.compareTo(remind) > 0) {
                throw new IllegalArgumentException("stop " + stop + ", warn " + warn + ", remind " + remind);
            }
        }

        Level level(BigDecimal available) {
            return available.compareTo(stop) < 0 ? Level.STOP : available.compareTo(warn) < 0 ? Level.WARN
                    : available.compareTo(remind) < 0 ? Level.REMIND : Level.ENOUGH;
        }
    }

    public PrepayEstimate {
        Objects.requireNonNull(estimated, "estimated");
        Objects.requireNonNull(available, "available");
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(bill, "bill");
        Objects.requireNonNull(trace, "trace");
    }

    /**
     * Estimates.
     *
     * @param plan tariff in force
     * @param sinceLastBill use since the last bill, with the tiers used before as for a bill
     * @param paid balance in the currency of the plan, may be negative
     * @throws org.karawatt.kernel.error.KarawattException of kind INVALID with every fault of the input
     */
    public static PrepayEstimate of(TariffPlan plan, RatingInput sinceLastBill, BigDecimal paid, Limits limits) {
        RatedBill bill = Rater.rate(plan, sinceLastBill, TraceMode.FULL);
        BigDecimal available = paid.subtract(bill.total());
        Level level = limits.level(available);
        TraceNode trace = TraceNode.of("rating.prepay." + level).with("paid", paid).with("kwh", bill.energyKwh()).with("estimated", bill.total())
                .with("available", available).child(bill.trace()).build();
        return new PrepayEstimate(bill.total(), available, level, bill, trace);
    }
}
