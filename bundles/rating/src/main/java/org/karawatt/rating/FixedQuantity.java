package org.karawatt.rating;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * Energy of another class within this account: an agreed number of kWh (定量), or a part of what is left after all agreed ones (定比), such
 * as the lighting of a factory (rules C.7).
 *
 * @param item code of the tariff's fixed item that prices it, never null
 * @param kwh agreed energy of this bill in kWh; null for a ratio
 * @param percent ratio in percent of the energy that sub-meters and agreed quantities leave, taken in whole kWh; null for agreed kWh
 */
public record FixedQuantity(String item, BigDecimal kwh, BigDecimal percent) {

    public FixedQuantity {
        Objects.requireNonNull(item, "item");
        if ((kwh == null) == (percent == null)) {
            throw new IllegalArgumentException("either kWh or a percentage: " + kwh + ", " + percent);
        }
    }

    /** An agreed number of kWh. */
    public FixedQuantity(String item, BigDecimal kwh) {
        this(item, kwh, null);
    }
}
