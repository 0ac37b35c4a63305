package org.karawatt.rating;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * The correction of energy that was recorded wrongly (更正率, rules C.12): corrected part = recorded × numerator / denominator × share.
 * Immutable.
 *
 * @param numerator of the rate, negative when too much was recorded; never null
 * @param denominator of the rate, above zero; never null
 * @param share part of the time for which the correction holds, 0.5 for half of the time since the last test; never null
 * @param only true when only the correction is billed, because the recorded energy has been billed already
 */
public record Correction(BigDecimal numerator, BigDecimal denominator, BigDecimal share, boolean only) {

    /** Half of the time from the last test or installation to the correction, the rule for a meter beyond its error limit. */
    public static final BigDecimal HALF_PERIOD = new BigDecimal("0.5");

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int DECIMALS = 4;

    public Correction {
        Objects.requireNonNull(numerator, "numerator");
        Objects.requireNonNull(denominator, "denominator");
        Objects.requireNonNull(share, "share");
        if (denominator.signum() <= 0 || share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("denominator " + denominator + ", share " + share);
        }
    }

    /** By a rate: +200 for one phase reversed in a three-phase four-wire meter, which then records a third. */
    public static Correction ofPercent(BigDecimal percent) {
        return new Correction(percent, HUNDRED, BigDecimal.ONE, false);
    }

    /**
     * Of a meter that runs wrong by a percentage of the truth.
     *
     * @param errorPercent -10 for a meter 10 % slow; above -100
     */
    public static Correction ofMeterError(BigDecimal errorPercent) {
        return new Correction(errorPercent.negate(), HUNDRED.add(errorPercent), BigDecimal.ONE, false);
    }

    /** Of a record made with the wrong multiplier. */
    public static Correction ofMultiplier(BigDecimal used, BigDecimal right) {
        return new Correction(right.subtract(used), used, BigDecimal.ONE, false);
    }

    /** The same correction for a part of the time. */
    public Correction forShare(BigDecimal newShare) {
        return new Correction(numerator, denominator, newShare, only);
    }

    /** The same correction, billed without the recorded energy. */
    public Correction onlyDifference() {
        return new Correction(numerator, denominator, share, true);
    }

    /** What is to be recovered (or, when negative, refunded), rounded half up to four decimals. */
    public BigDecimal of(BigDecimal recorded) {
        return recorded.multiply(numerator).multiply(share).divide(denominator, DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
    }

    /** What is billed: the correction, and the recorded energy unless it has been billed before. */
    public BigDecimal apply(BigDecimal recorded) {
        return only ? of(recorded) : recorded.add(of(recorded));
    }
}
