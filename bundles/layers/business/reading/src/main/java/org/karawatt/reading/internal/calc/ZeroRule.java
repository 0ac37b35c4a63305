package org.karawatt.reading.internal.calc;

import static org.karawatt.reading.internal.calc.Candidate.plain;

import java.util.List;
import org.karawatt.reading.api.ReadingErrors;

/** Holds a counter that stands still though it moved before. */
public final class ZeroRule implements ReadingRule {

    @Override
    public void apply(List<Candidate> meter) {
        for (Candidate reading : meter) {
            boolean movedBefore = reading.state().lastQuantity() != null && reading.state().lastQuantity().signum() > 0;
            if (!reading.isHeld() && reading.isCounter() && movedBefore && reading.quantity().signum() == 0) {
                reading.hold(ReadingErrors.HELD_ZERO, "0, last " + plain(reading.state().lastQuantity()));
            }
        }
    }
}
