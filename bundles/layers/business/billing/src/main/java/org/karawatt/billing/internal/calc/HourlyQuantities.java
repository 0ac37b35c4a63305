package org.karawatt.billing.internal.calc;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.karawatt.kernel.quantity.DayCurve;
import org.karawatt.kernel.time.Period;
import org.karawatt.metering.api.LoadCurve;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.rating.Intervals;
import org.karawatt.rating.PriceEvent;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.SharedUse;
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
    private static final String FED = "FED";

    private HourlyQuantities() {
    }

    /** Whether a plan needs energy by interval from a meter with these registers: no register counts its periods, or its prices by the hour. */
    public static boolean needed(TariffPlan plan, Map<RegisterKind, BigDecimal> energy) {
        return plan.market() != null
                || plan.calendar() != null && !plan.touPeriods().isEmpty() && energy.keySet().stream().noneMatch(PERIODS::contains);
    }

    /** Gives the input what the plan needs. */
    public static void into(RatingInput.Builder input, AccountFacts.Hourly hourly, TariffPlan plan, Period stretch, long accountId) {
        drawn(input, hourly, stretch, accountId);
        Intervals fed = energy(fed(hourly, stretch, accountId), FED, stretch);
        if (fed != null) {
            input.feeds(true);
            input.fedIntervals(fed);
        }
        for (SharedProduction production : hourly.shared()) {
            if (production.isProducer(accountId)) {
                production.sold(stretch).forEach(input::sharedOut);
            }
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

    /** What was used, and what of it was shared; both at the longest interval of either. */
    private static void drawn(RatingInput.Builder input, AccountFacts.Hourly hourly, Period stretch, long accountId) {
        List<LoadCurve> drawn = of(hourly.curves(), DRAWN, stretch);
        for (SharedProduction production : hourly.shared()) {
            BigDecimal price = production.price(accountId, stretch).orElse(null);
            if (price != null) {
                List<LoadCurve> shared = production.shared(accountId, stretch);
                List<LoadCurve> both = Stream.concat(drawn.stream(), shared.stream()).toList();
                input.intervals(sum(drawn, stretch, minutes(both), scale(both)));
                input.shared(new SharedUse(sum(shared, stretch, minutes(both), scale(both)), price));
                return;
            }
        }
        input.intervals(energy(hourly.curves(), DRAWN, stretch));
    }

    /** What was used in a period in kWh; null when the curves do not tell all of it. */
    static BigDecimal drawnKwh(AccountFacts.Hourly hourly, Period period) {
        Intervals drawn = energy(hourly.curves(), DRAWN, period);
        if (drawn == null) {
            return null;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < drawn.size(); i++) {
            if (drawn.at(i) == Intervals.MISSING) {
                return null;
            }
            sum = sum.add(BigDecimal.valueOf(drawn.at(i), drawn.scale()));
        }
        return sum;
    }

    /** Curves of what was fed in; of a production that is shared, what is left to its producer. */
    private static List<LoadCurve> fed(AccountFacts.Hourly hourly, Period stretch, long accountId) {
        List<LoadCurve> curves = hourly.curves();
        for (SharedProduction production : hourly.shared()) {
            if (production.isProducer(accountId)) {
                curves = Stream.concat(curves.stream().filter(curve -> !curve.channel().equals(FED) || curve.pointId() != production.pointId()),
                        production.surplus(stretch).stream()).toList();
            }
        }
        return curves;
    }

    private static List<LoadCurve> of(List<LoadCurve> curves, String channel, Period stretch) {
        return curves.stream().filter(curve -> curve.channel().equals(channel) && stretch.contains(curve.day())).toList();
    }

    private static int minutes(List<LoadCurve> curves) {
        return curves.stream().mapToInt(curve -> curve.curve().minutes()).max().orElseThrow();
    }

    private static int scale(List<LoadCurve> curves) {
        return curves.stream().mapToInt(curve -> curve.curve().scale()).max().orElseThrow();
    }

    /** Sum over the points, at the longest interval of any; null when there is nothing at all. */
    private static Intervals energy(List<LoadCurve> curves, String channel, Period stretch) {
        List<LoadCurve> own = of(curves, channel, stretch);
        return own.isEmpty() ? null : sum(own, stretch, minutes(own), scale(own));
    }

    private static Intervals sum(List<LoadCurve> own, Period stretch, int minutes, int scale) {
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
