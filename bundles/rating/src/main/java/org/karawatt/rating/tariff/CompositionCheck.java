package org.karawatt.rating.tariff;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.karawatt.rating.TouPeriod;

/** Compares printed prices with the parts that they are said to be made of (worked case D30). */
public final class CompositionCheck {

    private CompositionCheck() {
    }

    /**
     * One printed price against its parts.
     *
     * @param period period code, {@link Composition#ALL} for a price without periods
     * @param printed price as printed, which is what is billed
     * @param composed sum of fixed parts, funds contained, and floating parts times the coefficient
     * @param deviation printed less composed
     * @param known deviation that the package declares, zero when it declares none
     * @param accepted true when the deviation is the known one, within the tolerance
     */
    public record Row(String period, BigDecimal printed, BigDecimal composed, BigDecimal deviation, BigDecimal known,
            boolean accepted) {
    }

    /** The rows of a tariff, one for each printed price; empty when the tariff does not tell its composition. */
    public static List<Row> check(TariffDefinition tariff) {
        EnergyPrices energy = tariff.energy();
        List<Row> rows = new ArrayList<>();
        if (energy.composition() == null || energy.price() == null) {
            return rows;
        }
        if (energy.price().always() != null) {
            rows.add(row(tariff, Composition.ALL, energy.price().always()));
        }
        for (Map.Entry<TouPeriod, BigDecimal> price : energy.price().byPeriod().entrySet()) {
            rows.add(row(tariff, price.getKey().name(), price.getValue()));
        }
        return rows;
    }

    private static Row row(TariffDefinition tariff, String period, BigDecimal printed) {
        EnergyPrices energy = tariff.energy();
        BigDecimal coefficient = energy.composition().coefficients().getOrDefault(period, BigDecimal.ONE);
        BigDecimal composed = BigDecimal.ZERO;
        for (PricePart part : energy.parts()) {
            composed = composed.add(part.floating() ? part.price().multiply(coefficient) : part.price());
        }
        if (energy.fundsIncluded()) {
            for (FundRate fund : tariff.funds()) {
                composed = composed.add(fund.price());
            }
        }
        BigDecimal deviation = printed.subtract(composed);
        BigDecimal known = energy.composition().knownDeviations().getOrDefault(period, BigDecimal.ZERO);
        boolean accepted = deviation.subtract(known).abs().compareTo(energy.composition().tolerance()) <= 0;
        return new Row(period, printed, composed, deviation, known, accepted);
    }
}
