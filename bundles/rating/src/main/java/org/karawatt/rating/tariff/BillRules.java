package org.karawatt.rating.tariff;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.karawatt.rating.LocalText;
import org.karawatt.rating.RoundingPolicy;

/**
 * What a tariff says about a bill beside energy, capacity, power factor and funds. Immutable.
 *
 * @param roundingOf rounding of the lines of single components, never null
 * @param components parts of the price per kWh on lines of their own, never null
 * @param purchaseFactor parts that cost more for customers who have left the market; null when nobody pays a factor
 * @param fees amounts for each month, day or bill; never null
 * @param subsidies what entitled customers get back, never null
 * @param bounds least and highest bill; null when there are none
 * @param tax tax; null when the tariff does not tell it
 * @param charges charge methods that others have contributed, never null
 */
public record BillRules(Map<String, RoundingPolicy> roundingOf, List<Component> components, PurchaseFactor purchaseFactor, List<Fee> fees,
        List<Subsidy> subsidies, Bounds bounds, Tax tax, List<ChargeUse> charges) {

    /**
     * A part of the price per kWh with a line of its own; takes part in the power-factor adjustment.
     *
     * @param code code, never null
     * @param name printed name, never null
     * @param price price per kWh, one or by period, may be negative; never null
     */
    public record Component(String code, LocalText name, Prices price) {
    }

    /**
     * Parts of the price that are multiplied for some customers.
     *
     * @param parts codes of {@link EnergyPrices#parts()}, never null
     * @param largest largest factor allowed, 1.5; never null
     */
    public record PurchaseFactor(List<String> parts, BigDecimal largest) {

        public PurchaseFactor {
            parts = List.copyOf(parts);
        }
    }

    /**
     * An amount for a time.
     *
     * @param code code, never null
     * @param name printed name, never null
     * @param amount amount for one of {@code per}, never null
     * @param per what it is for, never null
     */
    public record Fee(String code, LocalText name, BigDecimal amount, Per per) {

        /** What a fee is for. */
        public enum Per { MONTH, DAY, BILL }
    }

    /**
     * What entitled customers get back: free kWh, an amount, or a percentage; never more than was charged.
     *
     * @param code code that {@link org.karawatt.rating.RatingInput#benefits()} names, never null
     * @param name printed name, never null
     * @param kwhPerMonth free kWh a month; null when it is none of that kind
     * @param price what a free kWh is worth; null without free kWh
     * @param amountPerMonth amount a month; null when it is none of that kind
     * @param percent percentage; null when it is none of that kind
     * @param of components that the percentage is of, never null
     */
    public record Subsidy(String code, LocalText name, BigDecimal kwhPerMonth, BigDecimal price, BigDecimal amountPerMonth,
            BigDecimal percent, Set<String> of) {

        public Subsidy {
            of = Set.copyOf(of);
        }
    }

    /**
     * Least and highest bill before tax.
     *
     * @param minimum least amount a month; null for none
     * @param maximum highest amount a month; null for none
     */
    public record Bounds(BigDecimal minimum, BigDecimal maximum) {
    }

    /**
     * Tax.
     *
     * @param percent rate in percent, never null
     * @param included true when the prices contain it, so that the bill only tells it; false when it is a line of its own
     * @param exempt components without tax, never null
     */
    public record Tax(BigDecimal percent, boolean included, Set<String> exempt) {

        public Tax {
            exempt = Set.copyOf(exempt);
        }
    }

    /**
     * A charge method in use.
     *
     * @param method name of the method, never null
     * @param version version of the method
     * @param before the step that it runs before, one of {@link ChargeMethods#POSITIONS}; never null
     * @param settings the method's own fields as JSON, never null
     */
    public record ChargeUse(String method, int version, String before, String settings) {
    }

    public BillRules {
        roundingOf = Map.copyOf(roundingOf);
        components = List.copyOf(components);
        fees = List.copyOf(fees);
        subsidies = List.copyOf(subsidies);
        charges = List.copyOf(charges);
    }
}
