package org.karawatt.rating;

import java.math.BigDecimal;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.trace.TraceNode;

/** Takes shared energy out of what is bought from the grid, and puts it on a line of its own. */
final class SharedMath {

    private SharedMath() {
    }

    /**
     * Takes the shared energy out of the periods in which it was used.
     *
     * @return its sum; null when there are faults
     */
    static BigDecimal take(RatingContext context, Energy energy, Faults faults) {
        RatingInput input = context.input();
        SharedUse shared = input.metered().shared();
        Intervals series = shared.energy();
        Intervals used = input.metered().intervals();
        int before = faults.list().size();
        if (shared.price().signum() < 0) {
            faults.add("shared.price", RatingErrors.NEGATIVE_QUANTITY, input.accountNo(), "shared.price", shared.price());
        }
        if (series.minutes() != used.minutes() || series.scale() != used.scale() || series.size() != used.size()) {
            faults.add("shared.energy", RatingErrors.SHARING, input.accountNo() + ": " + series);
            return null;
        }
        BigDecimal[] byPeriod = IntervalMath.byPeriod(context, "shared.energy", series, faults);
        if (byPeriod == null || faults.list().size() > before) {
            return null;
        }
        for (int i = 0; i < series.size(); i++) {
            if (series.at(i) > used.at(i)) {
                faults.add("shared.energy", RatingErrors.SHARING, input.accountNo() + " [" + i + "]");
                return null;
            }
        }
        return energy.periods.length == 0 ? takeTotal(energy, byPeriod[0]) : takePeriods(energy, byPeriod);
    }

    // the total register is the truth: where it shows a little less than the intervals, so much less is shared
    private static BigDecimal takeTotal(Energy energy, BigDecimal kwh) {
        BigDecimal taken = kwh.min(energy.total);
        energy.total = energy.total.subtract(taken);
        return taken;
    }

    private static BigDecimal takePeriods(Energy energy, BigDecimal[] byPeriod) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < byPeriod.length; i++) {
            BigDecimal taken = byPeriod[i].min(energy.byPeriod[i]);
            energy.byPeriod[i] = energy.byPeriod[i].subtract(taken);
            sum = sum.add(taken);
        }
        energy.total = energy.total.subtract(sum);
        return sum;
    }

    /** Adds the line of what was shared, if the customer takes part in a group. */
    static void line(RatingContext context) {
        if (context.sharedKwh() == null) {
            return;
        }
        RatedLine line = context.add(Components.SHARED, Components.SHARED, null, 0, context.sharedKwh(), "kWh",
                context.input().metered().shared().price());
        if (context.tracing()) {
            context.trace(TraceNode.of("rating.shared").with("used", context.totalKwh()).with("quantity", line.quantity())
                    .with("bought", context.totalKwh().subtract(line.quantity())).with("price", line.price()).with("amount", line.amount())
                    .build());
        }
    }
}
