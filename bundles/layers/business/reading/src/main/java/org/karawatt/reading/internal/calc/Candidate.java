package org.karawatt.reading.internal.calc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.metering.api.RegisterState;
import org.karawatt.reading.api.ReadingErrors;

/** A reading without fault on its way through the rules, which may hold it back. Not thread-safe. */
public final class Candidate {

    private static final int SCALE = 4;

    private final RegisterState state;
    private final LocalDate readOn;
    private final BigDecimal value;
    private ReadingErrors rule;
    private String detail;
    private Candidate leader;

    public Candidate(RegisterState state, LocalDate readOn, BigDecimal value) {
        this.state = state;
        this.readOn = readOn;
        this.value = value;
    }

    public RegisterState state() {
        return state;
    }

    public LocalDate readOn() {
        return readOn;
    }

    public BigDecimal value() {
        return value;
    }

    /** Whether the register counts on; a demand register begins at zero after each reading. */
    public boolean isCounter() {
        return !state.kind().isDemand();
    }

    public boolean isSmaller() {
        return isCounter() && value.compareTo(state.lastValue()) < 0;
    }

    /** Value at which the register begins at zero again. */
    public BigDecimal rollover() {
        return BigDecimal.TEN.pow(state.integerDigits());
    }

    /**
     * (value - last) times the multiplier; for a demand register value times the multiplier. A smaller value gives the quantity that
     * it has if the register rolled over, which counts only when a clerk accepts it as that (rules C.2).
     */
    public BigDecimal quantity() {
        BigDecimal difference = !isCounter() ? value : value.subtract(state.lastValue());
        if (difference.signum() < 0) {
            difference = difference.add(rollover());
        }
        return difference.multiply(state.multiplier()).setScale(SCALE, RoundingMode.HALF_UP);
    }

    public boolean isHeld() {
        return rule != null;
    }

    /** The rule that holds it; null when none does. */
    public ReadingErrors rule() {
        return rule;
    }

    public String detail() {
        return detail;
    }

    /** The reading that it is decided together with; itself when it is alone. */
    public Candidate leader() {
        return leader;
    }

    /** Holds it back alone. */
    public void hold(ReadingErrors by, String figures) {
        hold(by, figures, this);
    }

    /** Holds it back together with another. */
    public void hold(ReadingErrors by, String figures, Candidate with) {
        rule = by;
        detail = figures;
        leader = with;
    }

    /** A number as a clerk writes it. */
    static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0).toPlainString() : stripped.toPlainString();
    }
}
