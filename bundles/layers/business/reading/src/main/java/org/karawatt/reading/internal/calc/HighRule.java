package org.karawatt.reading.internal.calc;

import static org.karawatt.reading.internal.calc.Candidate.plain;

import java.math.BigDecimal;
import java.util.List;
import org.karawatt.reading.api.ReadingErrors;

/** Holds a quantity that is many times the last one, unless it is small anyway. The first reading has nothing to be compared with. */
public final class HighRule implements ReadingRule {

    private final BigDecimal factor;
    private final BigDecimal floor;

    public HighRule(BigDecimal factor, BigDecimal floor) {
        this.factor = factor;
        this.floor = floor;
    }

    @Override
    public void apply(List<Candidate> meter) {
        for (Candidate reading : meter) {
            if (!reading.isHeld() && isHigh(reading)) {
                reading.hold(ReadingErrors.HELD_HIGH, plain(reading.quantity()) + " > " + plain(factor) + " x "
                        + plain(reading.state().lastQuantity()));
            }
        }
    }

    boolean isHigh(Candidate reading) {
        BigDecimal last = reading.state().lastQuantity();
        return last != null && reading.quantity().compareTo(floor) > 0 && reading.quantity().compareTo(last.multiply(factor)) > 0;
    }
}
