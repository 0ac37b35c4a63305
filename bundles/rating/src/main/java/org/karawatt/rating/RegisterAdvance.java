package org.karawatt.rating;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * What one register of a meter has counted between two readings (rules C.2). Immutable.
 *
 * @param register what it counts, never null
 * @param tou period of an active register; null for the total and for everything else
 * @param last reading at the beginning; for {@link Register#DEMAND} it is not used; never null
 * @param now reading at the end; for {@link Register#DEMAND} the highest demand shown; never null
 * @param digits digits before the point, used when the register has rolled over
 * @param rolledOver true when somebody has confirmed that the register passed its end; never assumed
 */
public record RegisterAdvance(Register register, TouPeriod tou, BigDecimal last, BigDecimal now, int digits, boolean rolledOver) {

    /** What a register counts. */
    public enum Register {
        /** Active energy drawn, kWh: the total without a period, else one period. */
        ACTIVE,
        /** Reactive energy drawn, kvarh. */
        REACTIVE,
        /** Reactive energy fed back, kvarh. */
        REACTIVE_BACK,
        /** Highest demand, kW. */
        DEMAND
    }

    public RegisterAdvance {
        Objects.requireNonNull(register, "register");
        Objects.requireNonNull(last, "last");
        Objects.requireNonNull(now, "now");
    }
}
