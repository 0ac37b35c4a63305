package org.karawatt.rating.internal;

import java.math.BigDecimal;
import java.util.Map;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.Charge;
import org.karawatt.rating.Components;
import org.karawatt.rating.FixedQuantity;
import org.karawatt.rating.LocalText;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatingContext;
import org.karawatt.rating.RatingErrors;
import org.karawatt.rating.RatingInput;

/** Agreed quantities of another class at their own price (rules C.7). */
public final class FixedCharge implements Charge {

    private final String tariffCode;
    private final Map<String, BigDecimal> prices;

    /** @param prices price as billed, by item code */
    public FixedCharge(String tariffCode, Map<String, BigDecimal> prices) {
        this.tariffCode = tariffCode;
        this.prices = Map.copyOf(prices);
    }

    @Override
    public String method() {
        return "FIXED";
    }

    @Override
    public void check(RatingInput input, Faults faults) {
        for (FixedQuantity quantity : input.fixed()) {
            if (!prices.containsKey(quantity.item())) {
                faults.add("fixed", RatingErrors.FIXED_UNKNOWN, input.accountNo(), tariffCode, quantity.item());
            }
        }
    }

    @Override
    public void apply(RatingContext context) {
        for (FixedQuantity quantity : context.input().fixed()) {
            RatedLine line = context.add(Components.FIXED_QUANTITY, quantity.item(), null, 0, quantity.kwh(), "kWh",
                    prices.get(quantity.item()));
            if (context.tracing()) {
                LocalText name = context.plan().itemNames().get(quantity.item());
                context.trace(TraceNode.of("rating.fixed").with("nameZh", name.zh()).with("nameEn", name.en())
                        .with("quantity", line.quantity()).with("price", line.price()).with("amount", line.amount()).build());
            }
        }
    }
}
