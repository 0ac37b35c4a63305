package org.karawatt.rating.tariff;

import java.math.BigDecimal;
import org.karawatt.rating.TariffPlan;

/**
 * The capacity part of a two-part tariff (rules C.8). Immutable.
 *
 * @param capacityPrice price per kVA and month; null when capacity cannot be chosen
 * @param demandPrice price per kW and month; null when demand cannot be chosen
 * @param dayRule share of a month's price that a day costs, never null
 * @param changeDay which capacity the day of a change is charged for, never null
 * @param overContract what demand above the contract costs, never null
 * @param limitPercent percent of the contract demand up to which nothing is added, usually 105; never null
 * @param overFactor how often the part above counts, 2 for "charged double"; never null
 * @param contractFloor least contract demand; null when there is none
 * @param hold what sealed capacity costs, never null
 * @param loadDiscount lower demand price for well used capacity; null when there is none
 * @param demandMinutes minutes over which demand is measured, 15 in China; for demand found from interval data
 * @param singlePart who is too small for two parts; null when the tariff does not tell
 */
public record CapacityPrices(BigDecimal capacityPrice, BigDecimal demandPrice, DayRule dayRule, ChangeDay changeDay,
        OverContract overContract, BigDecimal limitPercent, BigDecimal overFactor, ContractFloor contractFloor, Hold hold,
        LoadDiscount loadDiscount, int demandMinutes, TariffPlan.SinglePart singlePart) {

    /** Minutes over which demand is measured where nothing else is said (rules C.8). */
    public static final int DEMAND_MINUTES = 15;

    /** For customers of any capacity. */
    public CapacityPrices(BigDecimal capacityPrice, BigDecimal demandPrice, DayRule dayRule, ChangeDay changeDay, OverContract overContract,
            BigDecimal limitPercent, BigDecimal overFactor, ContractFloor contractFloor, Hold hold, LoadDiscount loadDiscount,
            int demandMinutes) {
        this(capacityPrice, demandPrice, dayRule, changeDay, overContract, limitPercent, overFactor, contractFloor, hold, loadDiscount,
                demandMinutes, null);
    }

    /** Share of a month's price that one day costs. */
    public enum DayRule {
        /** 1/30, the rule of 1996. */
        THIRTIETH,
        /** 1/days of the calendar month in which the period begins, the rule since 1 June 2024. */
        CALENDAR
    }

    /** Which capacity the day of a change is charged for; published answers differ (worked case D3). */
    public enum ChangeDay {
        /** The new one: "new capacity from the day of change". */
        NEW,
        /** The old one. */
        OLD
    }

    /** Published readings of "the part above 105 % is charged double". */
    public enum OverContract {
        /** Billed demand = limit + 2 x (actual - limit); used to check real bills; the default. */
        FROM_LIMIT,
        /** Billed demand = contract + 2 x (actual - limit). */
        FROM_CONTRACT,
        /**
         * The older rule: within the limit on both sides of the contract the actual demand, below it the lower bound, above it
         * contract + 2 x (actual - contract).
         */
        BANDED
    }

    /**
     * Least contract demand.
     *
     * @param percent percent of the capacity, 40 by the rule of 2016
     * @param below what happens to a lower contract
     */
    public record ContractFloor(BigDecimal percent, Below below) {

        /** What happens to a contract below the floor. */
        public enum Below {
            /** The bill is refused until the contract is put right. */
            REFUSE,
            /** The floor is billed. */
            RAISE
        }
    }

    /**
     * What sealed capacity costs.
     *
     * @param minDays shortest hold that counts, 15; a shorter one is charged in full
     * @param percent part of the price that is charged meanwhile, 0, or 50 for new customers before 2016
     * @param sealingDayHeld true when the day of sealing is held already; the day of opening is always charged
     * @param wholeByDemand true when a customer who pays by demand may seal for whole months or reading cycles only, so that a hold of a part
     *     of one changes nothing
     */
    public record Hold(int minDays, BigDecimal percent, boolean sealingDayHeld, boolean wholeByDemand) {

        /** By demand in whole months, the rule of 2016. */
        public Hold(int minDays, BigDecimal percent, boolean sealingDayHeld) {
            this(minDays, percent, sealingDayHeld, true);
        }
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
