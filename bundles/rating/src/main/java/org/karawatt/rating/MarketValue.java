package org.karawatt.rating;

import java.math.BigDecimal;
import org.karawatt.kernel.error.Faults;

/** Energy of intervals at the prices of intervals, exact. For charge methods. */
public final class MarketValue {

    private MarketValue() {
    }

    /** True when the prices of the input cover its period without a gap; otherwise faults are told. Prices may be negative. */
    public static boolean complete(RatingInput input, Faults faults) {
        return IntervalMath.complete("marketPrices", input.market().prices(), input, true, faults);
    }

    /**
     * Sum of energy times price.
     *
     * @param energy energy by interval, complete
     * @param prices prices by intervals of the same length or longer, complete, over the same days
     */
    public static BigDecimal of(Intervals energy, Intervals prices) {
        return IntervalMath.value(energy, prices);
    }

    /** Sum of all values of a complete series. */
    public static BigDecimal sum(Intervals series) {
        long sum = 0;
        for (int i = 0; i < series.size(); i++) {
            sum += series.at(i);
        }
        return BigDecimal.valueOf(sum, series.scale());
    }
}
