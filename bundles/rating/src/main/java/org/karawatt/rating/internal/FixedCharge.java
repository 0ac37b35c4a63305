package org.karawatt.rating.internal;

import java.math.BigDecimal;
import java.util.Map;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.Charge;
import org.karawatt.rating.Components;
import org.karawatt.rating.FixedQuantity;
import org.karawatt.rating.LocalText;
import org.karawatt.rating.Meter;
import org.karawatt.rating.PricedPart;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatingContext;
import org.karawatt.rating.RatingErrors;

/** Energy of other classes at its own price: sub-meters, agreed quantities and ratios (rules C.7). */
public final class FixedCharge implements Charge {

    /** Of a tariff without such items, so that energy of one is a fault. */
    public static final FixedCharge NONE = new FixedCharge(Map.of());

    private final Map<String, BigDecimal> prices;

    /** @param prices price as billed, by item code */
    public FixedCharge(Map<String, BigDecimal> prices) {
        this.prices = Map.copyOf(prices);
    }

    @Override
    public String method() {
        return "FIXED";
    }

    @Override
    public void check(RatingContext context, Faults faults) {
        for (FixedQuantity quantity : context.input().fixed()) {
            known(context, "fixed", quantity.item(), faults);
        }
        for (Meter meter : context.input().metered().meters()) {
            if (meter.item() != null) {
                known(context, "meters." + meter.id(), meter.item(), faults);
            }
        }
    }

    private void known(RatingContext context, String field, String item, Faults faults) {
        if (!prices.containsKey(item)) {
            faults.add(field, RatingErrors.FIXED_UNKNOWN, context.input().accountNo(), context.plan().key().code(), item);
        }
    }

    @Override
    public void apply(RatingContext context) {
        for (PricedPart part : context.parts()) {
            RatedLine line = context.add(Components.FIXED_QUANTITY, part.item(), null, 0, part.kwh(), "kWh", prices.get(part.item()));
            if (context.tracing()) {
                LocalText name = context.plan().itemNames().get(part.item());
                context.trace(TraceNode.of("rating.fixed").with("nameZh", name.zh()).with("nameEn", name.en())
                        .with("quantity", line.quantity()).with("price", line.price()).with("amount", line.amount()).build());
            }
        }
    }
}
