package org.karawatt.billing.internal.calc;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.karawatt.kernel.quantity.DayCurve;
import org.karawatt.kernel.time.Period;
import org.karawatt.metering.api.LoadCurve;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.rating.Intervals;
import org.karawatt.rating.PriceEvent;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.TariffPlan;
import org.karawatt.rating.TouPeriod;
import org.karawatt.tariff.api.MarketPrices;
import org.karawatt.tariff.api.PriceCall;

/**
 * Energy and prices by interval of one stretch, made from the days that are there. What is missing stays missing, and rating refuses it.
 * The total register beside the curves is the truth; rating balances a small difference.
 */
public final class HourlyQuantities {

    private static final Set<RegisterKind> PERIODS = Set.of(RegisterKind.AP_SHARP, RegisterKind.AP_PEAK, RegisterKind.AP_FLAT,
            RegisterKind.AP_VALLEY, RegisterKind.AP_DEEP);
    private static final String DRAWN = "DRAWN";

    private HourlyQuantities() {
    }

    /** Whether a plan needs energy by interval from a meter with these registers: no register counts its periods, or its prices by the hour. */
    public static boolean needed(TariffPlan plan, Map<RegisterKind, BigDecimal> energy) {
        return plan.market() != null
                || plan.calendar() != null && !plan.touPeriods().isEmpty() && energy.keySet().stream().noneMatch(PERIODS::contains);
    }

    /** Gives the input what the plan needs. */
    public static void into(RatingInput.Builder input, AccountFacts.Hourly hourly, TariffPlan plan, Period stretch) {
        Intervals drawn = energy(hourly.curves(), DRAWN, stretch);
        input.intervals(drawn);
        Intervals fed = energy(hourly.curves(), "FED", stretch);
        if (fed != null) {
            input.feeds(true);
            input.fedIntervals(fed);
        }
        if (plan.market() != null) {
            input.marketPrices(prices(hourly.prices().getOrDefault(plan.market(), List.of()), stretch));
        }
        for (PriceCall call : hourly.calls().getOrDefault(plan.key().code(), List.of())) {
            if (call.to().isAfter(stretch.from().atStartOfDay()) && call.from().isBefore(stretch.to().atStartOfDay())) {
                input.event(new PriceEvent(call.from(), call.to(), TouPeriod.valueOf(call.period())));
            }
        }
    }

    /** Sum over the points, at the longest interval of any; null when there is nothing at all. */
    private static Intervals energy(List<LoadCurve> curves, String channel, Period stretch) {
        List<LoadCurve> own = curves.stream().filter(curve -> curve.channel().equals(channel) && stretch.contains(curve.day())).toList();
        if (own.isEmpty()) {
            return null;
        }
        int minutes = own.stream().mapToInt(curve -> curve.curve().minutes()).max().orElseThrow();
        int scale = own.stream().mapToInt(curve -> curve.curve().scale()).max().orElseThrow();
        int perDay = 24 * 60 / minutes;
        Set<Long> points = new HashSet<>();
        own.forEach(curve -> points.add(curve.pointId()));
        int days = Math.toIntExact(stretch.days());
        long[] sums = new long[days * perDay];
        int[] told = new int[days];
        for (LoadCurve curve : own) {
            int day = Math.toIntExact(new Period(stretch.from(), curve.day().plusDays(1)).days()) - 1;
            told[day]++;
            add(curve.curve(), scale, sums, day * perDay, perDay);
        }
        for (int day = 0; day < days; day++) {
            // a day that one of the points does not tell is not told
            if (told[day] < points.size()) {
                Arrays.fill(sums, day * perDay, (day + 1) * perDay, Intervals.MISSING);
            }
        }
        return new Intervals(minutes, scale, sums);
    }

    private static void add(DayCurve curve, int scale, long[] sums, int from, int perDay) {
        int each = curve.values().size() / perDay;
        for (int i = 0; i < curve.values().size(); i++) {
            int at = from + i / each;
            BigDecimal value = curve.values().get(i);
            if (value == null || sums[at] == Intervals.MISSING) {
                sums[at] = Intervals.MISSING;
            } else {
                sums[at] += value.movePointRight(scale).longValueExact();
            }
        }
    }

    /** Prices of the days in the finest interval of any; a day without prices is missing. */
    private static Intervals prices(List<MarketPrices> days, Period stretch) {
        List<MarketPrices> own = days.stream().filter(day -> stretch.contains(day.day())).toList();
        if (own.isEmpty()) {
            return null;
        }
        int perDay = own.stream().mapToInt(day -> day.prices().values().size()).max().orElseThrow();
        int scale = own.stream().mapToInt(day -> day.prices().scale()).max().orElseThrow();
        long[] values = new long[Math.toIntExact(stretch.days()) * perDay];
        Arrays.fill(values, Intervals.MISSING);
        for (MarketPrices day : own) {
            int from = (Math.toIntExact(new Period(stretch.from(), day.day().plusDays(1)).days()) - 1) * perDay;
            int each = perDay / day.prices().values().size();
            for (int i = 0; i < perDay; i++) {
                values[from + i] = day.prices().values().get(i / each).movePointRight(scale).longValueExact();
            }
        }
        return new Intervals(24 * 60 / perDay, scale, values);
    }
}
