package org.karawatt.rating;

import java.math.BigDecimal;
import java.util.function.LongPredicate;

/**
 * The power factor and its adjustment by (83) Hydro-power Finance No. 215 (rules C.9). The table is generated from its steps, so it has
 * no end downwards.
 */
public final class PowerFactor {

    private static final BigDecimal FORTY_THOUSAND = BigDecimal.valueOf(40_000);
    /** Digits that a long holds 40000 times. */
    private static final int SMALL = 14;

    private PowerFactor() {
    }

    /**
     * The power factor rounded half up to two decimals, found by exact comparison and not by floating point:
     * P / sqrt(P² + Q²) &gt;= c is P² &gt;= c² (P² + Q²).
     *
     * @param active active energy P in kWh, not negative
     * @param reactive reactive energy Q in kvarh, not negative; P and Q are not both zero
     * @return hundredths, 95 for 0.95
     */
    public static int hundredths(BigDecimal active, BigDecimal reactive) {
        BigDecimal activeSquare = active.multiply(active);
        BigDecimal apparentSquare = activeSquare.add(reactive.multiply(reactive));
        if (apparentSquare.precision() <= SMALL) {
            long active4 = 40_000 * activeSquare.setScale(apparentSquare.scale()).unscaledValue().longValue();
            long apparent = apparentSquare.unscaledValue().longValue();
            return highest(bound -> active4 >= apparent * bound);
        }
        BigDecimal scaled = activeSquare.multiply(FORTY_THOUSAND);
        return highest(bound -> scaled.compareTo(apparentSquare.multiply(BigDecimal.valueOf(bound))) >= 0);
    }

    /** @param reaches whether 40000 P² reach so many (P² + Q²), which half a hundredth less than the factor does */
    private static int highest(LongPredicate reaches) {
        int low = 0;
        int high = 100;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            long bound = 2L * middle - 1;
            if (reaches.test(bound * bound)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /**
     * The adjustment of the month's charge as a rate: 0.05 for +5 %, -0.0075 for -0.75 %.
     *
     * @param standard the standard to keep, not NONE
     * @param hundredths actual power factor in hundredths
     * @return the rate with four decimals
     */
    public static BigDecimal adjustment(PowerFactorStandard standard, int hundredths) {
        if (standard == PowerFactorStandard.NONE) {
            throw new IllegalArgumentException("no standard");
        }
        int below = standard.hundredths() - hundredths;
        return BigDecimal.valueOf(below > 0 ? penalty(below) : reward(standard, hundredths), 4);
    }

    /** 0.5 % a step for 20 steps, 1 % for the next five, 2 % for every further one; in hundredths of a percent. */
    private static int penalty(int steps) {
        return 50 * Math.min(steps, 20) + 100 * Math.min(Math.max(steps - 20, 0), 5) + 200 * Math.max(steps - 25, 0);
    }

    /** 0.1 % a step up to 0.90 and 0.15 % above it, up to the best rate that each standard grants. */
    private static int reward(PowerFactorStandard standard, int hundredths) {
        int best = switch (standard) {
            case P90 -> 95;
            case P85 -> 94;
            default -> 92;
        };
        int reached = Math.min(hundredths, best);
        int small = Math.min(reached, 90) - standard.hundredths();
        int large = Math.max(reached - 90, 0);
        return -(10 * small + 15 * large);
    }
}
