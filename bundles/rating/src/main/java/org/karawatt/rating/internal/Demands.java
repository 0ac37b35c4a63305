package org.karawatt.rating.internal;

import java.math.BigDecimal;
import org.karawatt.kernel.error.Faults;
import org.karawatt.rating.Intervals;
import org.karawatt.rating.RatingContext;
import org.karawatt.rating.RatingErrors;

/** The highest demand of a bill, as read or from intervals. */
final class Demands {

    private Demands() {
    }

    /** The highest demand in kW; null when nothing tells it. */
    static BigDecimal highest(RatingContext context, int minutes) {
        Intervals intervals = context.input().metered().intervals();
        if (context.input().maxDemandKw() != null || !context.input().twoPart().lines().isEmpty() || intervals == null) {
            return context.maxDemandKw();
        }
        return intervals.highestKw(minutes);
    }

    static void need(RatingContext context, String method, int minutes, Faults faults) {
        if (highest(context, minutes) == null) {
            faults.add("maxDemandKw", RatingErrors.DEMAND_UNKNOWN, context.input().accountNo(), method, "maxDemandKw", minutes);
        }
    }
}
