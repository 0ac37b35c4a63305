package org.karawatt.rating.internal;

import java.math.BigDecimal;
import java.util.List;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.Charge;
import org.karawatt.rating.Components;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatingContext;
import org.karawatt.rating.TouPeriod;
import org.karawatt.rating.tariff.BillRules;

/** Parts of the price per kWh with lines of their own (F73): transmission, feed-in loss, system operation. */
public final class ComponentCharge implements Charge {

    private final BillRules.Component[] components;

    public ComponentCharge(List<BillRules.Component> components) {
        this.components = components.toArray(BillRules.Component[]::new);
    }

    @Override
    public String method() {
        return "COMPONENT";
    }

    @Override
    public void check(RatingContext context, Faults faults) {
        // needs nothing but the energy, which was checked when it was resolved
    }

    @Override
    public void apply(RatingContext context) {
        for (BillRules.Component component : components) {
            if (component.price().always() != null) {
                line(context, component, null, context.mainKwh(), component.price().always());
            } else {
                for (int i = 0; i < context.plan().periodCount(); i++) {
                    TouPeriod period = context.plan().periodAt(i);
                    line(context, component, period, context.kwhAt(i), component.price().at(period));
                }
            }
        }
    }

    private static void line(RatingContext context, BillRules.Component component, TouPeriod period, BigDecimal kwh, BigDecimal price) {
        RatedLine line = context.add(Components.PRICE_PART, component.code(), period, 0, kwh, "kWh", price);
        if (context.tracing()) {
            context.trace(TraceNode.of("rating.component" + (period == null ? "" : "." + period)).with("nameZh", component.name().zh())
                    .with("nameEn", component.name().en()).with("quantity", kwh).with("price", price).with("amount", line.amount()).build());
        }
    }
}
