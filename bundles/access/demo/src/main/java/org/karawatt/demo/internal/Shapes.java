package org.karawatt.demo.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.time.BillingMonth;

/** Shapes of one month for every profile of the load data that the demo carries. Immutable. */
final class Shapes {

    private static final String BUILDINGS = "/loads/reference-buildings-hourly.csv";
    private static final String STANDARD = "/loads/bdew-standard-profiles.csv";
    private static final int HOURS_OF_YEAR = 8760;

    private final Map<String, Shape> byName = new HashMap<>();

    private Shapes() {
    }

    static Shapes of(BillingMonth month) {
        Shapes shapes = new Shapes();
        shapes.readBuildings(month);
        shapes.readStandard(month);
        return shapes;
    }

    Shape shape(String profile) {
        Shape shape = byName.get(profile);
        if (shape == null) {
            throw new IllegalArgumentException("no load profile " + profile);
        }
        return shape;
    }

    private void readBuildings(BillingMonth month) {
        List<String[]> rows = rows(BUILDINGS);
        String[] head = rows.get(0);
        int first = (LocalDate.of(2023, month.month(), 1).getDayOfYear() - 1) * 24;
        int hours = LocalDate.of(2023, month.month(), 1).lengthOfMonth() * 24;
        for (int column = 1; column < head.length; column++) {
            long[] byHour = new long[24];
            long inMonth = 0;
            long year = 0;
            long peak = 0;
            for (int hour = 0; hour < HOURS_OF_YEAR; hour++) {
                long weight = weight(rows.get(hour + 1)[column]);
                year += weight;
                if (hour >= first && hour < first + hours) {
                    byHour[hour % 24] += weight;
                    inMonth += weight;
                    peak = Math.max(peak, weight);
                }
            }
            byName.put(head[column], new Shape(byHour, inMonth, year, peak, hours));
        }
    }

    /** The standard profiles give a typical day by season and weekday; the calendar of the year puts them together. */
    private void readStandard(BillingMonth month) {
        List<String[]> rows = rows(STANDARD);
        String[] head = rows.get(0);
        for (int column = 3; column < head.length; column++) {
            Map<String, long[]> days = new HashMap<>();
            for (String[] row : rows.subList(1, rows.size())) {
                days.computeIfAbsent(row[1] + row[2], k -> new long[24])[Integer.parseInt(row[0].substring(0, 2))] += weight(row[column]);
            }
            long[] byHour = new long[24];
            long inMonth = 0;
            long year = 0;
            long peak = 0;
            LocalDate end = LocalDate.of(month.year() + 1, 1, 1);
            for (LocalDate day = LocalDate.of(month.year(), 1, 1); day.isBefore(end); day = day.plusDays(1)) {
                long[] ofDay = days.get(season(day) + day.getDayOfWeek().getValue());
                year += Arrays.stream(ofDay).sum();
                if (month.period().contains(day)) {
                    for (int hour = 0; hour < 24; hour++) {
                        byHour[hour] += ofDay[hour];
                        inMonth += ofDay[hour];
                        peak = Math.max(peak, ofDay[hour]);
                    }
                }
            }
            byName.put(head[column], new Shape(byHour, inMonth, year, peak, month.days() * 24));
        }
    }

    /** Seasons of the standard profiles: winter 1 November to 20 March, summer 15 May to 14 September. */
    private static String season(LocalDate day) {
        int monthDay = day.getMonthValue() * 100 + day.getDayOfMonth();
        if (monthDay >= 1101 || monthDay <= 320) {
            return "winter";
        }
        return monthDay >= 515 && monthDay <= 914 ? "summer" : "transition";
    }

    private static long weight(String number) {
        return new BigDecimal(number).movePointRight(6).longValue();
    }

    private static List<String[]> rows(String resource) {
        List<String[]> rows = new ArrayList<>(HOURS_OF_YEAR + 1);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(Shapes.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                rows.add(line.split(","));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
        return rows;
    }
}
