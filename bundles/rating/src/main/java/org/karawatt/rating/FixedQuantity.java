package org.karawatt.rating;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * Agreed kWh of another class within this account (定量), such as the lighting of a factory.
 *
 * @param item code of the tariff's fixed item that prices it, never null
 * @param kwh agreed energy of this bill in kWh, never null
 */
public record FixedQuantity(String item, BigDecimal kwh) {

    public FixedQuantity {
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(kwh, "kwh");
    }
}
