package org.karawatt.rating.tariff;

import java.math.BigDecimal;
import java.util.List;

/**
 * The tiers of a tariff. Immutable.
 *
 * @param accounting time over which consumption counts, never null
 * @param pricing whether steps are prices or surcharges, never null
 * @param seasons limits by month of the year; each month is in exactly one season; a yearly table has one season of all months whose
 *     limits are for the whole year; never null
 * @param steps with {@link Pricing#PRICE} the price of every tier, with {@link Pricing#SURCHARGE} what the second and further tiers cost
 *     more; never null
 * @param multiPerson allowances for large households, of which the one for most people counts that a household reaches; never null
 */
public record TierTable(Accounting accounting, Pricing pricing, List<Season> seasons, List<Prices> steps, List<MultiPerson> multiPerson) {

    /** Time over which consumption counts. */
    public enum Accounting {
        /** Each bill on its own; limits are for a month and scale with the months covered. */
        MONTH,
        /** The calendar year, used in reading order; limits are for twelve months and scale with the months in force. */
        YEAR,
        /**
         * The calendar year, but every bill is charged at the first tier until the one that settles the year, which brings the surcharges
         * of all of it.
         */
        YEAR_SETTLED;

        /** True for the kinds that count over the year. */
        public boolean yearly() {
            return this != MONTH;
        }
    }

    /** What a step is. */
    public enum Pricing {
        /** The price of the tier. */
        PRICE,
        /** What the tier costs over the base price, printed on a line of its own. */
        SURCHARGE
    }

    /**
     * Limits for some months.
     *
     * @param months months of the year, 1 to 12
     * @param limits upper limits of all tiers but the last, in kWh counted from zero
     */
    public record Season(List<Integer> months, List<BigDecimal> limits) {

        public Season {
            months = List.copyOf(months);
            limits = List.copyOf(limits);
        }
    }

    /**
     * Allowance for large households (一户多人口), a rule of each province.
     *
     * @param people smallest household that gets it
     * @param kwhPerMonth kWh added a month
     * @param firstLimitOnly true when only the first limit is raised, false when all are
     */
    public record MultiPerson(int people, BigDecimal kwhPerMonth, boolean firstLimitOnly) {
    }

    public TierTable {
        seasons = List.copyOf(seasons);
        steps = List.copyOf(steps);
        multiPerson = List.copyOf(multiPerson);
    }

    /** Number of tiers. */
    public int size() {
        return seasons.get(0).limits().size() + 1;
    }
}
