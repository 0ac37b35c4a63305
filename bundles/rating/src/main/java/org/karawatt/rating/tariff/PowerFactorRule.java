package org.karawatt.rating.tariff;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * The power-factor adjustment of a tariff (rules C.9). Immutable.
 *
 * @param base components whose amounts are adjusted, see {@link org.karawatt.rating.Components}, or single items of them as
 *     {@code FUND:CITY}; by default everything for energy, capacity and demand, without funds; never null
 * @param reactive how energy fed back counts, never null
 * @param steps a table of the tariff's own; empty for the national table; never null
 */
public record PowerFactorRule(Set<String> base, Reactive reactive, List<Step> steps) {

    /** How reactive energy fed back counts. */
    public enum Reactive {
        /** Drawn and fed back are added, the national rule. */
        BOTH,
        /** Only what is drawn counts. */
        DRAWN,
        /** What is fed back is taken off. */
        NET
    }

    /**
     * A row of an own table, for any standard.
     *
     * @param from lowest factor in hundredths
     * @param to highest factor in hundredths, included
     * @param percent adjustment in percent, negative for a reward
     */
    public record Step(int from, int to, BigDecimal percent) {
    }

    public PowerFactorRule {
        base = Set.copyOf(base);
        steps = List.copyOf(steps);
    }
}
