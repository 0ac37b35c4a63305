package org.karawatt.tariff.api;

import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.Period;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Prices that change by the hour: those of markets, and periods that are called. Reading needs {@code tariff.read}, writing
 * {@code tariff.write}. Thread-safe.
 */
@ProviderType
public interface MarketService {

    /** Most days of one call. */
    int MAX_DAYS = 400;

    /**
     * Takes in prices, all or none. What is the same as the latest revision changes nothing.
     *
     * @return how many days were new
     * @throws org.karawatt.kernel.error.KarawattException INVALID with all faults
     */
    int take(CallContext context, List<MarketPricesDraft> days);

    /** The latest prices of a market in a period of at most {@link #MAX_DAYS}, by day; days without prices are absent. */
    List<MarketPrices> prices(CallContext context, String market, Period period);

    /**
     * Calls a period of a tariff. It must begin in the future, since customers must know it, and last at most a day.
     *
     * @throws org.karawatt.kernel.error.KarawattException INVALID with all faults, CONFLICT when it overlaps another call of the tariff
     */
    PriceCall call(CallContext context, PriceCallDraft draft);

    /** Takes a call back that has not begun; otherwise CONFLICT. */
    PriceCall withdraw(CallContext context, long callId);

    /** Calls of a tariff that touch a period of at most {@link #MAX_DAYS}, by time, with those that were withdrawn. */
    List<PriceCall> calls(CallContext context, String tariffCode, Period period);

    /** The latest prices of a market in a period, by day. For runs. */
    List<MarketPrices> prices(String market, Period period);

    /** Calls of a tariff that stand and touch a period, by time. For runs. */
    List<PriceCall> calls(String tariffCode, Period period);
}
