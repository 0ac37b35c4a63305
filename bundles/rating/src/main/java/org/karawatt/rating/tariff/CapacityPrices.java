package org.karawatt.rating.tariff;

import java.math.BigDecimal;

/**
 * The capacity part of a two-part tariff. Immutable.
 *
 * @param capacityPrice price per kVA and month; null when capacity cannot be chosen
 * @param demandPrice price per kW and month; null when demand cannot be chosen
 * @param dayRule share of a month's price that a day costs, never null
 * @param overContract what demand above the contract costs, never null
 * @param limitPercent percent of the contract demand up to which nothing is added, usually 105; never null
 * @param loadDiscount lower demand price for well used capacity; null when there is none
 */
public record CapacityPrices(BigDecimal capacityPrice, BigDecimal demandPrice, DayRule dayRule, OverContract overContract,
        BigDecimal limitPercent, LoadDiscount loadDiscount) {

    /** Share of a month's price that one day costs. */
    public enum DayRule {
        /** 1/30, the rule of 1996. */
        THIRTIETH,
        /** 1/days of the calendar month in which the period begins, the rule since 1 June 2024. */
        CALENDAR
    }

    /** Published readings of "the part above 105 % is charged double". */
    public enum OverContract {
        /** Billed demand = limit + 2 x (actual - limit); used to check real bills; the default. */
        FROM_LIMIT,
        /** Billed demand = contract + 2 x (actual - limit). */
        FROM_CONTRACT
    }

    /**
     * Lower demand price in months in which the capacity is well used.
     *
     * @param kwhPerKva kWh per kVA and month from which it applies, 260 since 2023
     * @param factor factor on the demand price, 0.9 since 2023
     */
    public record LoadDiscount(BigDecimal kwhPerKva, BigDecimal factor) {
    }
}
