package org.karawatt.rating.internal;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.Components;
import org.karawatt.rating.LocalText;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatingContext;
import org.karawatt.rating.TouPeriod;
import org.karawatt.rating.tariff.Prices;

/**
 * Energy prices as billed: printed price less the funds that it contains, with the parts that explain it.
 *
 * @param prices prices as billed
 * @param parts parts of the price for the explanation; empty when the tariff does not tell them
 */
public record PriceBook(Prices prices, List<Part> parts) {

    /**
     * A part as it is explained.
     *
     * @param coefficients coefficient by period; empty when the part does not float
     */
    public record Part(LocalText name, BigDecimal price, Map<TouPeriod, BigDecimal> coefficients) {
    }

    public PriceBook {
        parts = List.copyOf(parts);
    }

    /** Adds one line for all kWh, or one for each period, at these prices. */
    void bill(RatingContext context, String item, int tier, String traceKey) {
        if (prices.always() != null) {
            line(context, item, null, tier, context.mainKwh(), traceKey);
            return;
        }
        for (Map.Entry<TouPeriod, BigDecimal> entry : context.kwhByPeriod().entrySet()) {
            line(context, item, entry.getKey(), tier, entry.getValue(), traceKey);
        }
    }

    /** Adds one line. The trace key is completed by the period, so that catalogs can name it in the reader's language. */
    void line(RatingContext context, String item, TouPeriod period, int tier, BigDecimal kwh, String traceKey) {
        BigDecimal price = period == null ? prices.always() : prices.at(period);
        RatedLine line = context.add(Components.ENERGY, item, period, tier, kwh, "kWh", price);
        if (context.tracing()) {
            TraceNode.Builder node = TraceNode.of(period == null ? traceKey : traceKey + "." + period).with("tier", tier)
                    .with("quantity", kwh).with("price", price).with("amount", line.amount());
            for (Part part : parts) {
                BigDecimal coefficient = period == null ? null : part.coefficients().get(period);
                TraceNode.Builder child = TraceNode.of(coefficient == null ? "rating.price.part" : "rating.price.floating")
                        .with("nameZh", part.name().zh()).with("nameEn", part.name().en()).with("price", part.price());
                node.child(coefficient == null ? child.build() : child.with("coefficient", coefficient).build());
            }
            context.trace(node.build());
        }
    }
}
