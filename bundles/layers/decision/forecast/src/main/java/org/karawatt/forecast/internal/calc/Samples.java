package org.karawatt.forecast.internal.calc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.karawatt.decision.api.ForecastService.Series;

/** Series to try methods on: a year of a district of three building types, by day. Where it comes from stands beside the file. */
public final class Samples {

    private static final String FILE = "/org/karawatt/forecast/internal/reference-buildings-hourly.csv";
    private static final int HOURS = 24;
    private static final int WEEK = 7;
    /** A year that begins with a Monday, as the file does. */
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);

    private Samples() {
    }

    /** Daily energy and daily maximum load. */
    public static List<Series> series() {
        List<BigDecimal> energy = new ArrayList<>();
        List<BigDecimal> load = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(Samples.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
            reader.readLine();
            BigDecimal sum = BigDecimal.ZERO;
            BigDecimal most = BigDecimal.ZERO;
            int hour = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] cells = line.split(",");
                BigDecimal all = new BigDecimal(cells[1]).add(new BigDecimal(cells[2])).add(new BigDecimal(cells[3]));
                sum = sum.add(all);
                most = most.max(all);
                if (++hour % HOURS == 0) {
                    labels.add(FIRST.plusDays(energy.size()).toString());
                    energy.add(sum);
                    load.add(most);
                    sum = BigDecimal.ZERO;
                    most = BigDecimal.ZERO;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of(new Series("district-energy", "示例小区日电量", "Sample district, daily energy", "kWh", WEEK, labels, energy),
                new Series("district-load", "示例小区日最大负荷", "Sample district, daily maximum load", "kW", WEEK, labels, load));
    }
}
