package org.karawatt.tariff.api;

import java.time.LocalDate;
import org.karawatt.kernel.quantity.DayCurve;

/**
 * Prices of a market for one day, by interval and per kWh; they may be negative. Never changed: a correction is a new revision, and the
 * highest counts for bills to come, while each bill keeps the prices that priced it.
 *
 * @param market code that tariffs name, such as SPOT
 */
public record MarketPrices(String market, LocalDate day, DayCurve prices, int revision) {
}
