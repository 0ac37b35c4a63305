package org.karawatt.rating.tariff;

import java.math.BigDecimal;
import java.util.List;

/**
 * The price of active energy. Immutable.
 *
 * @param method how it is priced, never null
 * @param fundsIncluded true when the printed prices contain the tariff's funds; the funds are then shown on lines of their own and the
 *     energy line is printed price less funds
 * @param price printed price; the base price when tiers add surcharges; null when each tier has its own price
 * @param seasonPrices prices of some months instead of {@code price}, for exactly the same periods; never null
 * @param tiers tier table; null when the method has no tiers
 * @param exemptPrice price for customers outside the tiers; null when the tariff has none
 * @param parts parts that make up the price; explained and checked when there is a composition; may be empty; never null
 * @param composition how the parts make up the printed price; null when that is not checked
 * @param marketFactor factor on the prices of the market for {@link Method#HOURLY}, 1 when they are passed on; never null
 * @param market code of the market whose prices count for {@link Method#HOURLY}, never null
 */
public record EnergyPrices(Method method, boolean fundsIncluded, Prices price, List<SeasonPrice> seasonPrices, TierTable tiers,
        Prices exemptPrice, List<PricePart> parts, Composition composition, BigDecimal marketFactor, String market) {

    /** Code of the market when a tariff names none. */
    public static final String SPOT = "SPOT";

    /**
     * Printed prices of a season.
     *
     * @param months months of the year, 1 to 12
     * @param price prices in these months, never null
     */
    public record SeasonPrice(List<Integer> months, Prices price) {

        public SeasonPrice {
            months = List.copyOf(months);
        }
    }

    /** How active energy is priced. */
    public enum Method {
        /** One price. */
        FLAT,
        /** By tier of consumption. */
        TIER,
        /** By time of use. */
        TOU,
        /** By time of use, with tiers on the total. */
        TIER_TOU,
        /** At the prices of the market for each interval, which come with the input. */
        HOURLY,
        /** By a charge method that the tariff names, on the periods of its calendar. */
        NAMED;

        /** True for the methods with tiers. */
        public boolean hasTiers() {
            return this == TIER || this == TIER_TOU;
        }

        /** True for the methods with prices by period. */
        public boolean hasPeriods() {
            return this == TOU || this == TIER_TOU;
        }
    }

    public EnergyPrices {
        seasonPrices = List.copyOf(seasonPrices);
        parts = List.copyOf(parts);
    }
}
