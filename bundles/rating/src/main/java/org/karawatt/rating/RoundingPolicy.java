package org.karawatt.rating;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How the amount of a line is cut to the minor unit. The total is always the sum of the lines and is never rounded again. */
public enum RoundingPolicy {
    /** Each line half up, which is what the published bills do. */
    LINE_HALF_UP(RoundingMode.HALF_UP, 0, "四舍五入到分", "half up to the minor unit"),
    /** Each line cut off toward zero; seen in one published answer. */
    LINE_DOWN(RoundingMode.DOWN, 0, "舍去分以下", "cut off at the minor unit"),
    /** Each line away from zero. */
    LINE_UP(RoundingMode.UP, 0, "分以下进位", "up to the next minor unit"),
    /** Each line half to the even neighbour. */
    LINE_HALF_EVEN(RoundingMode.HALF_EVEN, 0, "四舍六入五成双到分", "half to even, to the minor unit"),
    /** Each line half up to a tenth of the major unit where that has at least one decimal. */
    LINE_TENTH(RoundingMode.HALF_UP, 1, "四舍五入到角", "half up to a tenth of the unit"),
    /** Each line half up to whole major units. */
    LINE_WHOLE(RoundingMode.HALF_UP, 2, "四舍五入到元", "half up to the whole unit"),
    /** Lines are not rounded to the minor unit but kept to ten decimals, as engines do that only estimate bills; not for real bills. */
    EXACT(RoundingMode.HALF_UP, -1, "保留十位小数（仅用于测算）", "kept to ten decimals, for estimates only");

    private static final int EXACT_DECIMALS = 10;

    private final RoundingMode mode;
    private final int coarser;
    private final LocalText text;

    RoundingPolicy(RoundingMode mode, int coarser, String zh, String en) {
        this.mode = mode;
        this.coarser = coarser;
        this.text = new LocalText(zh, en);
    }

    /** The rule as a half sentence. */
    LocalText text() {
        return text;
    }

    /** @param digits decimals of the currency, 2 for the yuan */
    public BigDecimal round(BigDecimal amount, int digits) {
        if (coarser < 0) {
            return amount.setScale(EXACT_DECIMALS, mode);
        }
        if (coarser == 0) {
            return amount.setScale(digits, mode);
        }
        int kept = coarser == 1 ? Math.min(1, digits) : 0;
        return amount.setScale(kept, mode).setScale(digits);
    }
}
