package org.karawatt.rating;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * Transformer and line losses of a customer supplied at high voltage and metered at low (高供低计, rules C.6). Immutable.
 *
 * @param method how the transformer loss is found, never null
 * @param table table of the tariff for {@link Method#TABLE}
 * @param kva transformer capacity, for the table and for the load rate of the formula; null when not needed
 * @param activeKwh active loss of a whole month for {@link Method#GIVEN}
 * @param reactiveKvarh reactive loss of a whole month for {@link Method#GIVEN}; null for none
 * @param noLoadKw iron loss in kW for {@link Method#FORMULA}
 * @param noLoadCurrentPercent no-load current in percent for the reactive iron loss; null for none
 * @param copperPercent copper loss in percent of the energy read; null for 2 %, or 3 % above an average load rate of 40 %
 * @param copperReactive reactive copper loss in kvarh for each kWh of active copper loss; null for none
 * @param hours hours under voltage for the formula; null for 720
 * @param days days of the month for which a month's loss counts, not used by the formula; null for the whole month
 * @param daysOfMonth days that make a month's loss; null for 30
 * @param sharePercent this customer's share of a shared transformer; null for all of it
 * @param linePercent line loss in percent by contract, on active and reactive energy; null for none
 * @param lineBase what the line loss is a percentage of, never null
 * @param spread how losses are spread over the periods, never null
 * @param digits decimals to which each loss is rounded half up, 0 for whole kWh; null for no rounding
 */
public record Losses(Method method, String table, BigDecimal kva, BigDecimal activeKwh, BigDecimal reactiveKvarh, BigDecimal noLoadKw,
        BigDecimal noLoadCurrentPercent, BigDecimal copperPercent, BigDecimal copperReactive, BigDecimal hours, Integer days,
        Integer daysOfMonth, BigDecimal sharePercent, BigDecimal linePercent, LineBase lineBase, Spread spread, Integer digits) {

    /** How the transformer loss is found. */
    public enum Method {
        /** No transformer loss, only a line loss. */
        NONE,
        /** A month's loss as agreed, or as read from a table elsewhere. */
        GIVEN,
        /** By transformer capacity and energy of the month from a table of the tariff (查表法). */
        TABLE,
        /** Iron loss by hours, copper loss as a percentage of the energy read. */
        FORMULA
    }

    /** What the line loss is a percentage of. */
    public enum LineBase {
        /** Energy read and transformer loss. */
        READ_AND_TRANSFORMER,
        /** Energy read. */
        READ
    }

    /** How losses are spread over the periods. */
    public enum Spread {
        /** In proportion to the energy read in each period. */
        PROPORTIONAL,
        /** All to the flat period. */
        FLAT
    }

    public Losses {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(lineBase, "lineBase");
        Objects.requireNonNull(spread, "spread");
    }

    /** A month's loss in whole kWh and kvarh, spread in proportion, with a line loss in percent; each may be null but the first. */
    public static Losses given(BigDecimal activeKwh, BigDecimal reactiveKvarh, BigDecimal linePercent) {
        return new Losses(Method.GIVEN, null, null, activeKwh, reactiveKvarh, null, null, null, null, null, null, null, null, linePercent,
                LineBase.READ_AND_TRANSFORMER, Spread.PROPORTIONAL, 0);
    }

    /** The same losses for some days of the month. */
    public Losses forDays(int newDays, int newDaysOfMonth) {
        return new Losses(method, table, kva, activeKwh, reactiveKvarh, noLoadKw, noLoadCurrentPercent, copperPercent, copperReactive, hours,
                newDays, newDaysOfMonth, sharePercent, linePercent, lineBase, spread, digits);
    }
}
