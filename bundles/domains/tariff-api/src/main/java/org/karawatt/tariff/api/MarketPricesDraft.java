package org.karawatt.tariff.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * Prices of a day to be taken in.
 *
 * @param prices 24, 48 or 96 prices per kWh with at most ten decimals, none missing
 */
public record MarketPricesDraft(String market, LocalDate day, List<BigDecimal> prices) {
}
