package org.karawatt.rating;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * One line of a bill. Immutable.
 *
 * @param component what it is charged for, see {@link Components}; never null
 * @param item item within the component, such as the code of a fund; never null
 * @param tou time-of-use period; null when the line has none
 * @param tier tier counted from 1; 0 when the line has none
 * @param quantity kWh, kW or kVA; for the power-factor adjustment the amount that is adjusted; never null
 * @param unit unit of the quantity: {@code kWh}, {@code kW}, {@code kVA} or a currency code; never null
 * @param price price of one unit, up to ten decimals; for the power-factor adjustment the rate, -0.0075 for -0.75 %; never null
 * @param amount rounded amount in the bill's currency, never null
 */
public record RatedLine(String component, String item, TouPeriod tou, int tier, BigDecimal quantity, String unit, BigDecimal price,
        BigDecimal amount) {

    public RatedLine {
        Objects.requireNonNull(component, "component");
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(quantity, "quantity");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(price, "price");
        Objects.requireNonNull(amount, "amount");
    }

    /** True when the kWh of this line count in the energy of the bill; a surcharge repeats kWh that another line carries. */
    public boolean carriesEnergy() {
        return component.equals(Components.FIXED_QUANTITY) || component.equals(Components.SHARED)
                || component.equals(Components.ENERGY) && !item.equals(Components.ITEM_SURCHARGE);
    }
}
