package org.karawatt.billing.api;

import java.math.BigDecimal;

/**
 * A line of a bill.
 *
 * @param component ENERGY, CAPACITY, DEMAND, POWER_FACTOR, FUND and so on
 * @param item what exactly, such as a fund's code
 * @param tou period of time of use; null without
 * @param tier tier number from 1; null without
 * @param price up to ten decimals
 * @param amount rounded to the minor unit
 */
public record BillLine(int lineNo, String component, String item, String nameZh, String nameEn, String tou, Integer tier,
        BigDecimal quantity, String unit, BigDecimal price, BigDecimal amount) {
}
