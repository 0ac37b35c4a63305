package org.karawatt.rating.tariff;

import java.math.BigDecimal;
import org.karawatt.rating.LocalText;

/**
 * A part of the printed energy price, such as purchase or transmission.
 *
 * @param code code of the part, never null
 * @param name printed name, never null
 * @param price price per kWh, may be negative (a deviation of an earlier month); never null
 * @param floating true when the coefficient of the period applies to it
 */
public record PricePart(String code, LocalText name, BigDecimal price, boolean floating) {
}
