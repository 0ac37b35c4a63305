package org.karawatt.rating.tariff;

import java.math.BigDecimal;
import org.karawatt.rating.LocalText;

/**
 * A class of energy within an account that has its own price: of sub-meters, agreed quantities or ratios, such as lighting in a factory.
 * The funds of the tariff apply to its kWh too unless they exempt it.
 *
 * @param code code that {@link org.karawatt.rating.FixedQuantity#item()} and {@link org.karawatt.rating.Meter#item()} name, never null
 * @param name printed name, never null
 * @param price price per kWh, containing the funds exactly when the energy prices of the tariff do; never null
 * @param adjusted whether its charge takes part in the power-factor adjustment; null when the base of the adjustment decides, which does
 *     not count energy beside the main meter
 */
public record FixedItem(String code, LocalText name, BigDecimal price, Boolean adjusted) {
}
