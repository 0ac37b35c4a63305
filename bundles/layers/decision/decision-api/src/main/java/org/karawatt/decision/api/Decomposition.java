package org.karawatt.decision.api;

import java.math.BigDecimal;
import org.karawatt.kernel.time.BillingMonth;

/**
 * Why revenue and the average price of two months differ, by usage class. The effects add up to the differences to the cent:
 * {@code revenue = revenueBefore + volumeEffect + mixEffect + priceEffect}. A class without energy in the first month is taken at that
 * month's average price.
 *
 * @param volumeEffect what more energy at the old average price has brought (量效应), yuan
 * @param mixEffect what other shares of the classes at their old prices have brought (结构效应), yuan
 * @param priceEffect what other prices of the classes have brought (价效应), yuan
 * @param averageBefore yuan a kWh, six decimals; null without energy
 * @param average yuan a kWh, six decimals; null without energy
 * @param averageMixEffect part of the difference of averages that the mix makes; null when one of them is
 * @param averagePriceEffect part of the difference of averages that prices make; null when one of them is
 */
public record Decomposition(BillingMonth before, BillingMonth month, BigDecimal revenueBefore, BigDecimal revenue, BigDecimal volumeEffect,
        BigDecimal mixEffect, BigDecimal priceEffect, BigDecimal averageBefore, BigDecimal average, BigDecimal averageMixEffect,
        BigDecimal averagePriceEffect) {
}
