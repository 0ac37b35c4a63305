package org.karawatt.rating;

import java.math.BigDecimal;

/**
 * Energy of the account that has a price of its own: of a sub-meter, an agreed quantity or a ratio (rules C.7). Immutable.
 *
 * @param item code of the tariff's fixed item, never null
 * @param kwh energy in kWh, never null
 * @param inSeries true when the main meter counts it too, so that it takes part in the power factor; false for a meter beside it (并接)
 */
public record PricedPart(String item, BigDecimal kwh, boolean inSeries) {
}
