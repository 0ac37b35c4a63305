package org.karawatt.rating.tariff;

import java.math.BigDecimal;
import org.karawatt.rating.LocalText;

/**
 * A class of agreed quantity with its own price (定量), such as lighting in a factory. The funds of the tariff apply to its kWh too.
 *
 * @param code code that {@link org.karawatt.rating.FixedQuantity#item()} names, never null
 * @param name printed name, never null
 * @param price price per kWh, containing the funds exactly when the energy prices of the tariff do; never null
 */
public record FixedItem(String code, LocalText name, BigDecimal price) {
}
