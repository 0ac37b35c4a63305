package org.karawatt.demo.internal;

import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;

/**
 * How the energy of a month falls on the hours of the day, as whole numbers without unit: only their proportions count.
 *
 * @param byHour weight of each of the 24 hours over the whole month
 * @param month weight of the month
 * @param year weight of the whole year
 * @param peakHour weight of the hour of the month with the greatest use
 * @param hours hours in the month
 */
record Shape(long[] byHour, long month, long year, long peakHour, int hours) {

    /** Energy of the month in Wh for a customer who uses {@code yearWh} in a year. */
    long monthWh(long yearWh) {
        return share(yearWh, month, year);
    }

    /** Energy of the month split by bands of the day; the parts sum to {@code monthWh}. */
    Map<Band, Long> split(long monthWh, Band[] bands) {
        Map<Band, Long> parts = new EnumMap<>(Band.class);
        Map<Band, Long> weights = new EnumMap<>(Band.class);
        for (int hour = 0; hour < 24; hour++) {
            weights.merge(bands[hour], byHour[hour], Long::sum);
        }
        long left = monthWh;
        long weightLeft = month;
        for (Map.Entry<Band, Long> weight : weights.entrySet()) {
            long part = weightLeft == 0 ? left : share(left, weight.getValue(), weightLeft);
            parts.put(weight.getKey(), part);
            left -= part;
            weightLeft -= weight.getValue();
        }
        return parts;
    }

    /** Highest hourly power of the month in W, a tenth above the hour's mean as a 15-minute maximum would be. */
    long peakW(long monthWh) {
        return share(monthWh, peakHour, month) * 11 / 10;
    }

    private static long share(long whole, long part, long of) {
        return BigInteger.valueOf(whole).multiply(BigInteger.valueOf(part)).divide(BigInteger.valueOf(of)).longValueExact();
    }
}
