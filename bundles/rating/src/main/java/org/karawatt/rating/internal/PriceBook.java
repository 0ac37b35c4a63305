package org.karawatt.rating.internal;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.Components;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatingContext;
import org.karawatt.rating.TouPeriod;
import org.karawatt.rating.tariff.Composition;
import org.karawatt.rating.tariff.Prices;

/** Energy prices as billed: printed price less the funds that it contains, with the parts that explain it. Immutable. */
public final class PriceBook {

    private static final BigDecimal[] NO_PERIODS = {};

    private final BigDecimal always;
    /** By the ordinal of the period. */
    private final BigDecimal[] byPeriod;
    private final Map<String, List<TraceNode>> explanation;

    /**
     * @param prices prices as billed
     * @param explanation what each price is made of, by period code or {@link Composition#ALL}; made once, since it
     *     is the same in every bill; empty when the tariff does not tell its parts
     */
    public PriceBook(Prices prices, Map<String, List<TraceNode>> explanation) {
        this.always = prices.always();
        this.byPeriod = always == null ? new BigDecimal[TouPeriod.values().length] : NO_PERIODS;
        prices.byPeriod().forEach((period, price) -> byPeriod[period.ordinal()] = price);
        Map<String, List<TraceNode>> copy = new HashMap<>();
        explanation.forEach((period, parts) -> copy.put(period, List.copyOf(parts)));
        this.explanation = Map.copyOf(copy);
    }

    /** Whether each period has its own price. */
    boolean isByPeriod() {
        return always == null;
    }

    /** Adds one line for all kWh, or one for each period, at these prices. */
    void bill(RatingContext context, String item, int tier, String traceKey) {
        if (!isByPeriod()) {
            line(context, item, null, tier, context.mainKwh(), traceKey);
            return;
        }
        for (int i = 0; i < context.plan().periodCount(); i++) {
            line(context, item, context.plan().periodAt(i), tier, context.kwhAt(i), traceKey);
        }
    }

    /** Adds one line. The trace key is completed by the period, so that catalogs can name it in the reader's language. */
    void line(RatingContext context, String item, TouPeriod period, int tier, BigDecimal kwh, String traceKey) {
        BigDecimal price = isByPeriod() ? byPeriod[period.ordinal()] : always;
        RatedLine line = context.add(Components.ENERGY, item, period, tier, kwh, "kWh", price);
        if (context.tracing()) {
            context.trace(TraceNode.of(period == null ? traceKey : traceKey + "." + period).with("tier", tier)
                    .with("quantity", kwh).with("price", price).with("amount", line.amount())
                    .children(explanation.getOrDefault(period == null ? Composition.ALL : period.name(), List.of())).build());
        }
    }
}
