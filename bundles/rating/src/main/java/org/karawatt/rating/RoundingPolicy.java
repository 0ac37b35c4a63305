package org.karawatt.rating;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How the amount of a line is cut to the minor unit. The total is always the sum of the lines and is never rounded again. */
public enum RoundingPolicy {
    /** Each line half up, which is what the published bills do. */
    LINE_HALF_UP(RoundingMode.HALF_UP),
    /** Each line cut off toward zero; seen in one published answer. */
    LINE_DOWN(RoundingMode.DOWN);

    private final RoundingMode mode;

    RoundingPolicy(RoundingMode mode) {
        this.mode = mode;
    }

    /** @param digits decimals of the currency, 2 for the yuan */
    public BigDecimal round(BigDecimal amount, int digits) {
        return amount.setScale(digits, mode);
    }
}
