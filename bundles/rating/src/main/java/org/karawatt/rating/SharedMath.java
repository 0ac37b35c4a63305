package org.karawatt.rating;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.trace.TraceNode;

/** Takes shared energy out of what is bought from the grid, puts it on a line of its own, and credits the producer with what it brings. */
final class SharedMath {

    private SharedMath() {
    }

    /**
     * Takes the shared energy out of the periods in which it was used. Losses are those of all that was measured, and what they add stays
     * bought from the grid.
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

    /** Adds a fault for each sale that cannot be one. */
    static void checkSold(RatingContext context, Faults faults) {
        for (SharedSale sale : context.input().twoWay().sharedOut()) {
            if (sale.kwh().signum() < 0 || sale.price().signum() < 0) {
                faults.add("sharedOut", RatingErrors.NEGATIVE_QUANTITY, context.input().accountNo(), "sharedOut",
                        sale.kwh().signum() < 0 ? sale.kwh() : sale.price());
            }
        }
    }

    /**
     * Credits the producer with what the members pay, a line for each price. It is money that passes through: it comes after all that the
     * tariff charges, so neither bounds nor tax nor subsidies see it. Rounded for each member, as on the members' own bills, so that both
     * sides come to the same cents.
     */
    static void sold(RatingContext context) {
        if (context.input().twoWay().sharedOut().isEmpty()) {
            return;
        }
        Map<BigDecimal, BigDecimal> kwh = new TreeMap<>();
        Map<BigDecimal, BigDecimal> paid = new TreeMap<>();
        Map<BigDecimal, List<TraceNode>> members = new TreeMap<>();
        int digits = context.plan().currency().getDefaultFractionDigits();
        for (SharedSale sale : context.input().twoWay().sharedOut()) {
            BigDecimal amount = context.plan().rounding(Components.SHARED).round(sale.kwh().multiply(sale.price()), digits);
            kwh.merge(sale.price(), sale.kwh(), BigDecimal::add);
            paid.merge(sale.price(), amount, BigDecimal::add);
            if (context.tracing()) {
                members.computeIfAbsent(sale.price(), price -> new ArrayList<>()).add(TraceNode.of("rating.shared.member")
                        .with("member", sale.member()).with("quantity", sale.kwh()).with("amount", amount).build());
            }
        }
        paid.forEach((price, amount) -> {
            RatedLine line = context.add(Components.SHARED_SOLD, Components.SHARED_SOLD, null, 0, kwh.get(price), "kWh", price.negate(),
                    amount.negate());
            if (context.tracing()) {
                context.trace(TraceNode.of("rating.shared.sold").with("quantity", line.quantity()).with("price", price)
                        .with("amount", line.amount()).children(members.get(price)).build());
            }
        });
    }
}
