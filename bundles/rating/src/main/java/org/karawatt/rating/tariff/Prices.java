package org.karawatt.rating.tariff;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.karawatt.rating.TouPeriod;

/**
 * A price per kWh: one for every hour, or one for each period as printed. Immutable.
 *
 * @param always the price when the time of day does not matter; null when there are prices by period
 * @param byPeriod the prices by period; empty when there is one for every hour; never null
 */
public record Prices(BigDecimal always, Map<TouPeriod, BigDecimal> byPeriod) {

    public Prices {
        if ((always == null) == byPeriod.isEmpty()) {
            throw new IllegalArgumentException("either one price or prices by period");
        }
        Map<TouPeriod, BigDecimal> copy = new EnumMap<>(TouPeriod.class);
        copy.putAll(byPeriod);
        byPeriod = Collections.unmodifiableMap(copy);
    }

    public static Prices always(BigDecimal price) {
        return new Prices(price, Map.of());
    }

    public static Prices byPeriod(Map<TouPeriod, BigDecimal> prices) {
        return new Prices(null, prices);
    }

    /** The price in a period; null when it has none. One price for every hour is the price of every period. */
    public BigDecimal at(TouPeriod period) {
        return always != null ? always : byPeriod.get(period);
    }
}
