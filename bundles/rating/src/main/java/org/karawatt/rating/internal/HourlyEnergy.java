package org.karawatt.rating.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.Charge;
import org.karawatt.rating.Components;
import org.karawatt.rating.Intervals;
import org.karawatt.rating.MarketValue;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatingContext;
import org.karawatt.rating.RatingErrors;
import org.karawatt.rating.RatingInput;

/** Energy at the market's price of each interval (F67): exact sum of energy times price, one line at the average price. */
public final class HourlyEnergy implements Charge {

    private static final int PRICE_DECIMALS = 10;

    private final String tariffCode;
    private final BigDecimal factor;

    /** @param factor factor on the prices of the market */
    public HourlyEnergy(String tariffCode, BigDecimal factor) {
        this.tariffCode = tariffCode;
        this.factor = factor;
    }

    @Override
    public String method() {
        return "HOURLY";
    }

    @Override
    public void check(RatingContext context, Faults faults) {
        RatingInput input = context.input();
        Intervals energy = input.metered().intervals();
        Intervals prices = input.market().prices();
        if (energy == null) {
            faults.add("intervals", RatingErrors.INTERVALS_MISSING, input.accountNo(), tariffCode);
        }
        if (prices == null) {
            faults.add("marketPrices", RatingErrors.MARKET_PRICES_MISSING, input.accountNo());
        } else if (MarketValue.complete(input, faults) && energy != null && prices.minutes() < energy.minutes()) {
            faults.add("intervals", RatingErrors.INTERVAL_COARSE, input.accountNo(), energy.minutes(), tariffCode, prices.minutes());
        }
    }

    @Override
    public void apply(RatingContext context) {
        RatingInput input = context.input();
        BigDecimal value = MarketValue.of(input.metered().bought(), input.market().prices()).multiply(factor);
        BigDecimal metered = MarketValue.sum(input.metered().bought());
        BigDecimal kwh = context.mainKwh();
        BigDecimal price = metered.signum() == 0 ? BigDecimal.ZERO : value.divide(metered, PRICE_DECIMALS, RoundingMode.HALF_UP);
        // what is not in the intervals, such as losses, costs the average
        BigDecimal exact = kwh.compareTo(metered) == 0 ? value : price.multiply(kwh);
        RatedLine line = context.add(Components.ENERGY, Components.ITEM_ENERGY, null, 0, kwh, "kWh", price, exact);
        if (context.tracing()) {
            context.trace(TraceNode.of("rating.energy.hourly").with("count", input.metered().intervals().size()).with("quantity", kwh)
                    .with("factor", factor).with("price", price).with("amount", line.amount()).build());
        }
    }
}
