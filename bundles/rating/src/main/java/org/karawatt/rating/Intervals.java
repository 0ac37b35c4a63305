package org.karawatt.rating;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Values at even intervals, as whole numbers of 10^-scale: energy in kWh of each quarter of an hour, or a price of each hour. The first
 * interval begins at the first midnight of the period; days have 24 hours (metering time). Immutable and thread-safe.
 */
public final class Intervals {

    /** A value that was not measured. */
    public static final long MISSING = Long.MIN_VALUE;
    /** More than a leap year of quarter-hours is refused. */
    public static final int MAX_VALUES = 366 * 96;
    /** Most decimals of a value. */
    public static final int MAX_SCALE = 10;

    private final int minutes;
    private final int scale;
    private final long[] values;

    /**
     * @param minutes length of an interval: 15, 30 or 60
     * @param scale decimals, 0 to 10
     * @param values values times 10^scale, copied; {@link #MISSING} where nothing was measured
     */
    public Intervals(int minutes, int scale, long[] values) {
        this.minutes = minutes;
        this.scale = scale;
        this.values = values.clone();
    }

    /** From decimals; null where nothing was measured. */
    public static Intervals of(int minutes, int scale, BigDecimal... values) {
        long[] scaled = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            scaled[i] = values[i] == null ? MISSING : values[i].setScale(scale).unscaledValue().longValueExact();
        }
        return new Intervals(minutes, scale, scaled);
    }

    public int minutes() {
        return minutes;
    }

    public int scale() {
        return scale;
    }

    public int size() {
        return values.length;
    }

    /** The value of an interval times 10^scale, or {@link #MISSING}. */
    public long at(int index) {
        return values[index];
    }

    /**
     * The highest mean power, for energy in kWh.
     *
     * @param window minutes over which demand is measured, a multiple of {@link #minutes()}
     * @return kW; null when the intervals are longer than the window, which cannot tell it, or when a value is missing
     */
    public BigDecimal highestKw(int window) {
        if (window < minutes || window % minutes != 0) {
            return null;
        }
        int each = window / minutes;
        long highest = 0;
        long sum = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] == MISSING) {
                return null;
            }
            sum += values[i];
            if ((i + 1) % each == 0) {
                highest = Math.max(highest, sum);
                sum = 0;
            }
        }
        return kw(highest, window);
    }

    /**
     * The highest mean power of each period of a calendar, for energy in kWh.
     *
     * @param from day of the first value
     * @param calendar periods of the demand charge
     * @param window minutes over which demand is measured
     * @return kW by period, periods without an hour in these days are absent; null when the intervals are longer than the window or than
     *     the calendar's steps, which cannot tell it, or when a value is missing
     */
    public Map<TouPeriod, BigDecimal> highestKw(LocalDate from, TouCalendar calendar, int window) {
        if (window < minutes || window % minutes != 0 || window > calendar.minutes()) {
            return null;
        }
        long[] highest = new long[TouPeriod.values().length];
        Arrays.fill(highest, MISSING);
        int perDay = 24 * 60 / minutes;
        int each = window / minutes;
        int quarters = minutes / 15;
        for (int i = 0; i + each <= values.length; i += each) {
            long sum = 0;
            for (int j = i; j < i + each; j++) {
                if (values[j] == MISSING) {
                    return null;
                }
                sum += values[j];
            }
            int period = calendar.row(from.plusDays(i / perDay))[i % perDay * quarters];
            highest[period] = Math.max(highest[period], sum);
        }
        Map<TouPeriod, BigDecimal> byPeriod = new EnumMap<>(TouPeriod.class);
        for (TouPeriod period : TouPeriod.values()) {
            if (highest[period.ordinal()] != MISSING) {
                byPeriod.put(period, kw(highest[period.ordinal()], window));
            }
        }
        return byPeriod;
    }

    /** Energy of a window as power. */
    BigDecimal kw(long energy, int window) {
        return BigDecimal.valueOf(energy, scale).multiply(BigDecimal.valueOf(60 / window));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Intervals that && minutes == that.minutes && scale == that.scale && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * minutes + scale) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return values.length + " values of " + minutes + " minutes";
    }
}
