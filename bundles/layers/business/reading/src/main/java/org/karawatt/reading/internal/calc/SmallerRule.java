package org.karawatt.reading.internal.calc;

import static org.karawatt.reading.internal.calc.Candidate.plain;

import java.math.BigDecimal;
import java.util.List;
import org.karawatt.reading.api.ReadingErrors;

/**
 * Holds every value that is smaller than the last one. It may be a rollover, a reversed meter or a mistake; that it could be a
 * rollover is said when the quantity would be usual then, but never assumed (rules C.2).
 */
public final class SmallerRule implements ReadingRule {

    private final HighRule high;

    public SmallerRule(HighRule high) {
        this.high = high;
    }

    @Override
    public void apply(List<Candidate> meter) {
        for (Candidate reading : meter) {
            if (!reading.isHeld() && reading.isSmaller()) {
                reading.hold(ReadingErrors.HELD_SMALLER, detail(reading));
            }
        }
    }

    private String detail(Candidate reading) {
        String smaller = plain(reading.value()) + " < " + plain(reading.state().lastValue());
        BigDecimal last = reading.state().lastQuantity();
        if (last == null || high.isHigh(reading)) {
            return smaller;
        }
        return smaller + "; 可能翻转 rollover plausible: " + plain(reading.value()) + " + " + plain(reading.rollover()) + " - "
                + plain(reading.state().lastValue()) + " -> " + plain(reading.quantity()) + ", last " + plain(last);
    }
}
