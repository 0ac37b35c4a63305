package org.karawatt.rating.internal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.time.Period;
import org.karawatt.kernel.trace.TraceNode;
import org.karawatt.rating.Charge;
import org.karawatt.rating.Components;
import org.karawatt.rating.Intervals;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatingContext;
import org.karawatt.rating.RatingErrors;
import org.karawatt.rating.TouCalendar;
import org.karawatt.rating.TouPeriod;

/** Demand charges in tiers of kW: on the highest demand of the month, and on the highest demand of each period of a calendar of its own. */
public final class PeakCharge implements Charge {

    /** Name of the method in tariff data. */
    public static final String METHOD = "DEMAND_CHARGE";

    /**
     * A tier of demand.
     *
     * @param upTo limit in kW; null for the rest
     * @param price price of a kW and month, never null
     */
    public record Step(BigDecimal upTo, BigDecimal price) {
    }

    private final List<List<Step>> flat;
    private final Map<TouPeriod, List<Step>> byPeriod;
    private final TouCalendar calendar;
    private final int minutes;

    /**
     * @param flat tiers for January to December, twelve lists, empty ones for months without; or empty
     * @param byPeriod tiers by period
     * @param calendar when each period is in force; null when demand by period is read, or there is none
     * @param minutes window of demand
     */
    public PeakCharge(List<List<Step>> flat, Map<TouPeriod, List<Step>> byPeriod, TouCalendar calendar, int minutes) {
        this.flat = List.copyOf(flat);
        this.byPeriod = Map.copyOf(byPeriod);
        this.calendar = calendar;
        this.minutes = minutes;
    }

    @Override
    public String method() {
        return METHOD;
    }

    @Override
    public void check(RatingContext context, Faults faults) {
        Carried.wholeBill(context, METHOD, faults);
        if (!flat(context).isEmpty()) {
            Demands.need(context, METHOD, minutes, faults);
        }
        Map<TouPeriod, BigDecimal> demands = byPeriod.isEmpty() ? Map.of() : demands(context);
        if (demands == null) {
            faults.add("demandKw", RatingErrors.DEMAND_UNKNOWN, context.input().accountNo(), METHOD, byPeriod.keySet(), minutes);
        } else {
            for (Map.Entry<TouPeriod, BigDecimal> demand : demands.entrySet()) {
                if (demand.getValue().signum() < 0) {
                    faults.add("demandKw", RatingErrors.NEGATIVE_QUANTITY, context.input().accountNo(), "demandKw", demand.getValue());
                } else if (!byPeriod.isEmpty() && !byPeriod.containsKey(demand.getKey())) {
                    faults.add("demandKw", RatingErrors.PERIOD_NOT_PRICED, context.input().accountNo(), demand.getKey(), demand.getValue(),
                            context.plan().key().code());
                }
            }
            for (TouPeriod period : byPeriod.isEmpty() ? Set.<TouPeriod>of() : needed(context.input().period())) {
                if (!demands.containsKey(period)) {
                    faults.add("demandKw", RatingErrors.DEMAND_UNKNOWN, context.input().accountNo(), METHOD, period, minutes);
                }
            }
        }
    }

    /** Periods whose demand must be known: those in force in these days, all of them when no calendar tells. */
    private Set<TouPeriod> needed(Period days) {
        if (calendar == null) {
            return byPeriod.keySet();
        }
        Set<TouPeriod> inForce = EnumSet.noneOf(TouPeriod.class);
        for (LocalDate day = days.from(); day.isBefore(days.to()); day = day.plusDays(1)) {
            for (int quarter = 0; quarter < TouCalendar.QUARTERS; quarter++) {
                inForce.add(calendar.at(day, quarter));
            }
        }
        return inForce;
    }

    private List<Step> flat(RatingContext context) {
        return flat.isEmpty() ? List.of() : flat.get(context.input().billingMonth().month() - 1);
    }

    /** The highest demand by period, as read or from intervals; null when nothing tells it. */
    private Map<TouPeriod, BigDecimal> demands(RatingContext context) {
        if (!context.input().twoWay().demandKw().isEmpty()) {
            return context.input().twoWay().demandKw();
        }
        Intervals intervals = context.input().metered().intervals();
        return intervals == null || calendar == null ? null : intervals.highestKw(context.input().period().from(), calendar, minutes);
    }

    @Override
    public void apply(RatingContext context) {
        List<Step> steps = flat(context);
        if (!steps.isEmpty()) {
            BigDecimal kw = context.billingDemandKw() == null ? Demands.highest(context, minutes) : context.billingDemandKw();
            charge(context, "HIGHEST", null, kw, steps);
        }
        if (!byPeriod.isEmpty()) {
            demands(context).forEach((period, kw) -> charge(context, "BY_PERIOD", period, kw, byPeriod.get(period)));
        }
    }

    private static void charge(RatingContext context, String item, TouPeriod period, BigDecimal kw, List<Step> steps) {
        BigDecimal months = BigDecimal.valueOf(context.input().monthsCovered());
        BigDecimal lower = BigDecimal.ZERO;
        for (int i = 0; i < steps.size() && kw.compareTo(lower) > 0; i++) {
            Step step = steps.get(i);
            BigDecimal upper = step.upTo() == null ? kw : step.upTo().min(kw);
            BigDecimal part = upper.subtract(lower);
            int tier = steps.size() == 1 ? 0 : i + 1;
            RatedLine line = context.add(Components.DEMAND, item, period, tier, part, "kW", step.price(),
                    part.multiply(step.price()).multiply(months));
            if (context.tracing()) {
                context.trace(TraceNode.of(period == null ? "rating.demand.step" : "rating.demand.step." + period).with("tier", i + 1)
                        .with("kw", kw).with("quantity", part).with("price", step.price()).with("months", months)
                        .with("amount", line.amount()).build());
            }
            lower = upper;
        }
    }
}
