package org.karawatt.billing.internal.calc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;

/**
 * What a tariff asks for an item of a recovery, kept with it so that the amount can be computed again when the tariff is long gone.
 *
 * @param tariff code and version of the tariff
 * @param source where its prices are published; null when not known
 * @param currency ISO code
 * @param digits decimals of the currency
 * @param quantity kWh that the lines price; 1 for prices of a unit
 */
public record PricedEnergy(String tariff, String packageCode, String packageVersion, LocalDate validFrom, String source, String currency,
        int digits, BigDecimal quantity, List<Price> lines) {

    private static final String FUND = "FUND";

    public PricedEnergy {
        lines = List.copyOf(lines);
    }

    /** Some of the quantity at one price; {@code tier} 0 without. */
    public record Price(String component, String item, String nameZh, String nameEn, String tou, int tier, BigDecimal quantity, String unit,
            BigDecimal price, String rounding) {

        boolean isFund() {
            return FUND.equals(component);
        }
    }

    /** Price of one unit without the government funds. */
    BigDecimal ownPrice() {
        return lines.stream().filter(line -> !line.isFund()).map(Price::price).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Government funds of one unit. */
    BigDecimal fundPrice() {
        return lines.stream().filter(Price::isFund).map(Price::price).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Price of one unit. */
    public BigDecimal unitPrice() {
        return ownPrice().add(fundPrice());
    }

    BigDecimal round(BigDecimal amount) {
        return amount.setScale(digits, RoundingMode.HALF_UP);
    }
}
