package org.karawatt.billing.api;

import java.math.BigDecimal;

/**
 * A line of a recovery: quantity × price × factor, rounded.
 *
 * @param component ENERGY, PRICE_PART, FUND, CAPACITY or PENALTY
 * @param item what exactly, such as a fund's code
 * @param tou period of time of use; null without
 * @param tier tier number from 1; null without
 * @param quantity below zero in a refund; of a penalty on money the amount of which it is a multiple
 * @param price yuan for one unit, up to ten decimals
 * @param factor months of a capacity, multiple of a penalty, otherwise 1
 * @param amount yuan
 */
public record RecoveryLine(int lineNo, String component, String item, String nameZh, String nameEn, String tou, Integer tier,
        BigDecimal quantity, String unit, BigDecimal price, BigDecimal factor, BigDecimal amount) {
}
