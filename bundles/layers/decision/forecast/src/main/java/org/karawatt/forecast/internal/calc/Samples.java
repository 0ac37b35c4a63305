package org.karawatt.forecast.internal.calc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.karawatt.decision.api.ForecastService.Series;

/** Series to try methods on: a year of a district of three building types, by day. Where it comes from stands beside the file. */
public final class Samples {

    private static final String FILE = "/org/karawatt/forecast/internal/reference-buildings-hourly.csv";
    private static final int HOURS = 24;
    private static final int WEEK = 7;
    /** A year that begins with a Monday, as the file does. */
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    /**
     * Yuan a kWh and hours of the single-part time-of-use price below 1 kV of Hubei in January 2026 (the shipped package
     * {@code hubei-2026-01}); one letter for each hour, another day in July and August.
     */
    private static final Map<Character, BigDecimal> PRICES = Map.of('S', new BigDecimal("1.133999"), 'P', new BigDecimal("0.930961"),
            'F', new BigDecimal("0.735686"), 'V', new BigDecimal("0.516924"));
    private static final String DAY = "VVVVVVFFFFFFVVFFPPSSPPPP";
    private static final String SUMMER_DAY = "VVVVVVFFFFFFVVFFPPPPSSPP";

    private Samples() {
    }

    /** Daily energy, daily maximum load, and what the energy costs by the day when its hours have different prices. */
    public static List<Series> series() {
        List<BigDecimal> energy = new ArrayList<>();
        List<BigDecimal> load = new ArrayList<>();
        List<BigDecimal> revenue = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(Samples.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
            reader.readLine();
            BigDecimal sum = BigDecimal.ZERO;
            BigDecimal most = BigDecimal.ZERO;
            BigDecimal yuan = BigDecimal.ZERO;
            int hour = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] cells = line.split(",");
                BigDecimal all = new BigDecimal(cells[1]).add(new BigDecimal(cells[2])).add(new BigDecimal(cells[3]));
                sum = sum.add(all);
                most = most.max(all);
                yuan = yuan.add(all.multiply(price(FIRST.plusDays(energy.size()), hour % HOURS)));
                if (++hour % HOURS == 0) {
                    labels.add(FIRST.plusDays(energy.size()).toString());
                    energy.add(sum);
                    load.add(most);
                    revenue.add(yuan.setScale(2, RoundingMode.HALF_UP));
                    sum = BigDecimal.ZERO;
                    most = BigDecimal.ZERO;
                    yuan = BigDecimal.ZERO;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(new Series("district-energy", "示例小区日电量", "Sample district, daily energy", "kWh", WEEK, labels, energy),
                new Series("district-load", "示例小区日最大负荷", "Sample district, daily maximum load", "kW", WEEK, labels, load),
                new Series("district-revenue", "示例小区日电费（分时电价）", "Sample district, daily revenue at time-of-use prices", "CNY", WEEK,
                        labels, revenue));
    }

    private static BigDecimal price(LocalDate day, int hour) {
        boolean summer = day.getMonth() == Month.JULY || day.getMonth() == Month.AUGUST;
        return PRICES.get((summer ? SUMMER_DAY : DAY).charAt(hour));
    }
}
