package org.karawatt.rating;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.trace.TraceNode;

/** Interval data: sorted into the periods of a calendar, checked for gaps, with the highest demand. */
final class IntervalMath {

    private static final int DAY_MINUTES = 1440;
    /** So many values of this size cannot overflow a long. */
    private static final long LARGEST = Long.MAX_VALUE / Intervals.MAX_VALUES;
    private static final TouPeriod[] ALL = TouPeriod.values();

    private IntervalMath() {
    }

    /** True when the series covers the period without a gap; otherwise there are faults. */
    static boolean complete(String field, Intervals series, RatingInput input, boolean mayBeNegative, Faults faults) {
        long needed = input.period().days() * (DAY_MINUTES / series.minutes());
        if (series.size() != needed) {
            faults.add(field, RatingErrors.INTERVAL_COUNT, input.accountNo(), field, needed, series.size());
            return false;
        }
        int missing = 0;
        int first = -1;
        for (int i = 0; i < series.size(); i++) {
            long value = series.at(i);
            if (value == Intervals.MISSING) {
                first = first < 0 ? i : first;
                missing++;
            } else if (value < 0 && !mayBeNegative) {
                faults.add(field, RatingErrors.NEGATIVE_QUANTITY, input.accountNo(), field, BigDecimal.valueOf(value, series.scale()));
                return false;
            } else if (value > LARGEST || value < -LARGEST) {
                faults.add(field, RatingErrors.OVERFLOW, input.accountNo(), field);
                return false;
            }
        }
        if (missing > 0) {
            LocalDate day = input.period().from().plusDays(first / (DAY_MINUTES / series.minutes()));
            faults.add(field, RatingErrors.INTERVAL_MISSING, input.accountNo(), field, missing, day);
            return false;
        }
        return true;
    }

    /** Energy by period and in total, and the highest demand; null when there are faults. */
    static Energy read(RatingContext context, Faults faults) {
        RatingInput input = context.input();
        TariffPlan plan = context.plan();
        Intervals series = input.metered().intervals();
        TouCalendar calendar = plan.calendar();
        Energy energy = new Energy(plan.periodArray());
        boolean sorted = energy.periods.length > 0;
        int before = faults.list().size();
        if (sorted && calendar == null) {
            faults.add("intervals", RatingErrors.CALENDAR_NEEDED, input.accountNo(), plan.key().code());
        } else if (sorted && series.minutes() > calendar.minutes()) {
            faults.add("intervals", RatingErrors.INTERVAL_COARSE, input.accountNo(), series.minutes(), plan.key().code(), calendar.minutes());
        }
        for (PriceEvent event : input.market().events()) {
            if (!event.to().isAfter(event.from()) || !aligned(event.from(), series) || !aligned(event.to(), series)) {
                faults.add("events", RatingErrors.EVENT_ALIGNMENT, input.accountNo(), event.from(), event.to(), series.minutes());
            }
        }
        if (!complete("intervals", series, input, false, faults) || faults.list().size() > before) {
            return null;
        }
        long[] sums = new long[ALL.length];
        long highest = sort(series, calendar, sorted, input, sums, Math.max(1, plan.demandMinutes() / series.minutes()));
        BigDecimal total = BigDecimal.ZERO;
        for (int i = 0; i < ALL.length; i++) {
            if (sums[i] != 0) {
                BigDecimal kwh = BigDecimal.valueOf(sums[i], series.scale());
                total = total.add(kwh);
                int index = energy.indexOf(ALL[i]);
                if (index >= 0) {
                    energy.byPeriod[index] = kwh;
                } else if (sorted) {
                    faults.add("intervals", RatingErrors.PERIOD_NOT_PRICED, input.accountNo(), ALL[i], kwh, plan.key().code());
                }
            }
        }
        for (int i = 0; i < energy.byPeriod.length; i++) {
            energy.byPeriod[i] = energy.byPeriod[i] == null ? BigDecimal.ZERO : energy.byPeriod[i];
        }
        energy.total = total;
        // intervals longer than the window of demand cannot tell the demand
        energy.demand = plan.demandMinutes() % series.minutes() == 0 ? series.kw(highest, plan.demandMinutes()) : null;
        if (context.tracing()) {
            TraceNode.Builder node = TraceNode.of(energy.demand == null ? "rating.intervals.energy" : "rating.intervals")
                    .with("count", series.size()).with("minutes", series.minutes()).with("kwh", total);
            context.trace(energy.demand == null ? node.build() : node.with("demand", energy.demand).build());
        }
        return energy;
    }

    /** Energy fed in by the plan's periods, or in one sum for a plan without; null when there are faults. */
    static BigDecimal[] fed(RatingContext context, Intervals series, Faults faults) {
        return byPeriod(context, "fedIntervals", series, faults);
    }

    /** Energy of a series by the plan's periods, or in one sum for a plan without; null when there are faults. */
    static BigDecimal[] byPeriod(RatingContext context, String field, Intervals series, Faults faults) {
        TariffPlan plan = context.plan();
        TouCalendar calendar = plan.calendar();
        TouPeriod[] periods = plan.periodArray();
        boolean sorted = periods.length > 0;
        int before = faults.list().size();
        if (sorted && calendar == null) {
            faults.add(field, RatingErrors.CALENDAR_NEEDED, context.input().accountNo(), plan.key().code());
        } else if (sorted && series.minutes() > calendar.minutes()) {
            faults.add(field, RatingErrors.INTERVAL_COARSE, context.input().accountNo(), series.minutes(), plan.key().code(),
                    calendar.minutes());
        }
        if (!complete(field, series, context.input(), false, faults) || faults.list().size() > before) {
            return null;
        }
        long[] sums = new long[ALL.length];
        sort(series, calendar, sorted, context.input(), sums, 1);
        BigDecimal[] byPeriod = new BigDecimal[Math.max(1, periods.length)];
        for (int i = 0; i < byPeriod.length; i++) {
            byPeriod[i] = BigDecimal.valueOf(sums[sorted ? periods[i].ordinal() : 0], series.scale());
        }
        return byPeriod;
    }

    /** An interval that an event begins or ends within would be priced wrongly in part. */
    private static boolean aligned(LocalDateTime time, Intervals series) {
        return (time.getHour() * 60 + time.getMinute()) % series.minutes() == 0 && time.getSecond() == 0 && time.getNano() == 0;
    }

    /** Adds every value to the sum of its period and returns the highest sum of so many values as make the window of demand. */
    private static long sort(Intervals series, TouCalendar calendar, boolean sorted, RatingInput input, long[] sums, int window) {
        int perDay = DAY_MINUTES / series.minutes();
        int step = series.minutes() / 15;
        long highest = 0;
        long open = 0;
        int at = 0;
        LocalDate day = input.period().from();
        while (at < series.size()) {
            byte[] row = sorted ? called(calendar.row(day), day, input) : null;
            for (int i = 0; i < perDay; i++) {
                long value = series.at(at++);
                sums[sorted ? row[i * step] : 0] += value;
                open += value;
                if (at % window == 0) {
                    highest = Math.max(highest, open);
                    open = 0;
                }
            }
            day = day.plusDays(1);
        }
        return highest;
    }

    /** The day's periods with the events that were called for it. */
    private static byte[] called(byte[] row, LocalDate day, RatingInput input) {
        byte[] result = row;
        for (PriceEvent event : input.market().events()) {
            if (!event.to().toLocalDate().isBefore(day) && !event.from().toLocalDate().isAfter(day)) {
                result = result == row ? row.clone() : result;
                for (int quarter = 0; quarter < TouCalendar.QUARTERS; quarter++) {
                    var begin = day.atStartOfDay().plusMinutes(15L * quarter);
                    if (!begin.isBefore(event.from()) && begin.isBefore(event.to())) {
                        result[quarter] = (byte) event.period().ordinal();
                    }
                }
            }
        }
        return result;
    }

    /** Sum of energy times price of all intervals, exact. Both series cover the period without a gap. */
    static BigDecimal value(Intervals energy, Intervals prices) {
        int each = prices.minutes() / energy.minutes();
        BigDecimal sum = BigDecimal.ZERO;
        long open = 0;
        for (int i = 0; i < energy.size(); i++) {
            long kwh = energy.at(i);
            long price = prices.at(i / each);
            long high = Math.multiplyHigh(kwh, price);
            long product = kwh * price;
            long next = open + product;
            boolean large = high != product >> 63 || ((open ^ next) & (product ^ next)) < 0;
            if (large) {
                sum = sum.add(BigDecimal.valueOf(open)).add(BigDecimal.valueOf(kwh).multiply(BigDecimal.valueOf(price)));
                open = 0;
            } else {
                open = next;
            }
        }
        return sum.add(BigDecimal.valueOf(open)).movePointLeft(energy.scale() + prices.scale());
    }
}
