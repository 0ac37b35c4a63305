package org.karawatt.rating.internal;

import java.math.BigDecimal;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.Charge;
import org.karawatt.rating.Components;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatingContext;
import org.karawatt.rating.tariff.BillRules;

/** Least and highest bill (F77): a line that lifts or lowers the sum of all lines before tax. */
public final class BoundsCharge implements Charge {

    private final BillRules.Bounds bounds;

    public BoundsCharge(BillRules.Bounds bounds) {
        this.bounds = bounds;
    }

    @Override
    public String method() {
        return "BOUNDS";
    }

    @Override
    public void check(RatingContext context, Faults faults) {
        // needs nothing but the lines
    }

    @Override
    public void apply(RatingContext context) {
        if (context.input().goingOn()) {
            return;
        }
        BigDecimal months = BigDecimal.valueOf(context.input().monthsCovered());
        BigDecimal total = context.total();
        if (bounds.minimum() != null && total.compareTo(bounds.minimum().multiply(months)) < 0) {
            line(context, "MINIMUM", total, bounds.minimum().multiply(months));
        } else if (bounds.maximum() != null && total.compareTo(bounds.maximum().multiply(months)) > 0) {
            line(context, "MAXIMUM", total, bounds.maximum().multiply(months));
        }
    }

    private static void line(RatingContext context, String item, BigDecimal total, BigDecimal bound) {
        BigDecimal difference = bound.subtract(total);
        RatedLine line = context.add(Components.BILL_BOUND, item, null, 0, difference, context.plan().currency().getCurrencyCode(),
                BigDecimal.ONE, difference);
        if (context.tracing()) {
            context.trace(TraceNode.of("rating.bound." + item).with("total", total).with("bound", bound)
                    .with("amount", line.amount()).build());
        }
    }
}
