package org.karawatt.forecast.internal.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karawatt.decision.api.BoardService;
import org.karawatt.decision.api.DecisionErrors;
import org.karawatt.decision.api.ForecastService.Forecast;
import org.karawatt.decision.api.ForecastService.Options;
import org.karawatt.decision.api.ForecastService.Point;
import org.karawatt.decision.api.ForecastService.Score;
import org.karawatt.decision.api.ForecastService.Series;
import org.karawatt.decision.api.MonthSales;
import org.karawatt.decision.spi.ForecastMethod;
import org.karawatt.forecast.internal.calc.Backtest;
import org.karawatt.forecast.internal.calc.CalendarRegression;
import org.karawatt.forecast.internal.calc.HoltWinters;
import org.karawatt.forecast.internal.calc.SeasonalNaive;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.testkit.TestContexts;

class ForecastTest {

    private static final CallContext CALLER = TestContexts.clerk("/33/", "decision.read");

    private final List<MonthSales> months = new ArrayList<>();
    private DefaultForecastService service;

    @BeforeEach
    void open() {
        service = service(months);
        List.of(new SeasonalNaive(), new HoltWinters(), new CalendarRegression()).forEach(this::bind);
    }

    private static DefaultForecastService service(List<MonthSales> months) {
        return new DefaultForecastService((BoardService) Proxy.newProxyInstance(ForecastTest.class.getClassLoader(),
                new Class<?>[] {BoardService.class}, (proxy, method, args) -> months));
    }

    private void bind(ForecastMethod method) {
        service.bindMethod(method);
    }

    private Series sample(String name) {
        return service.samples(CALLER).stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    /** The measured profiles of a year, a week ahead: the chosen method beats repeating the last week, and says by how much. */
    @ParameterizedTest
    @ValueSource(strings = {"district-energy", "district-load", "district-revenue"})
    void beatsSeasonalNaiveOnRealProfiles(String name) {
        Forecast forecast = service.series(CALLER, sample(name), new Options(null, 7, 90));
        Map<String, Score> scores = forecast.scores().stream().collect(Collectors.toMap(score -> score.method().name(), score -> score));
        Score naive = scores.get(SeasonalNaive.NAME);
        Score best = scores.get(forecast.method().name());
        System.getLogger("forecast").log(System.Logger.Level.INFO, name + " " + forecast.scores());
        assertTrue(best.rmse().doubleValue() < 0.95 * naive.rmse().doubleValue(), scores::toString);
        assertTrue(best.mape().doubleValue() < naive.mape().doubleValue(), scores::toString);
        assertTrue(best.mase().doubleValue() < naive.mase().doubleValue(), scores::toString);
        assertTrue(best.origins() >= 40, scores::toString);
        // bounds that are to hold nine times of ten
        assertTrue(best.coverage().doubleValue() > 80 && best.coverage().doubleValue() < 99, scores::toString);
    }

    @Test
    void knowsTheRealProfile() {
        // sums of the file, computed apart: 285,349 + 929,348 + 2,092,966 kWh
        Series energy = sample("district-energy");
        assertEquals(365, energy.values().size());
        assertEquals(3_307_663, energy.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add).doubleValue(), 50);
        assertTrue(sample("district-load").values().get(0).compareTo(energy.values().get(0)) < 0);
    }

    /**
     * The other way to revenue, expected energy times expected average price, on the year of the sample: it is not the better one, so
     * revenue is forecast as it is.
     */
    @Test
    void energyTimesPriceIsNoBetterThanRevenueItself() {
        double[] energy = sample("district-energy").values().stream().mapToDouble(BigDecimal::doubleValue).toArray();
        double[] revenue = sample("district-revenue").values().stream().mapToDouble(BigDecimal::doubleValue).toArray();
        double[] price = new double[revenue.length];
        for (int t = 0; t < price.length; t++) {
            price[t] = revenue[t] / energy[t];
        }
        for (ForecastMethod method : List.of(new SeasonalNaive(), new HoltWinters(), new CalendarRegression())) {
            Backtest direct = Backtest.of(method, revenue, 7, 7);
            Backtest product = Backtest.of(new Product(method, energy, price), revenue, 7, 7);
            assertTrue(product.rmse() >= direct.rmse() - 1e-6, () -> method.name() + ": " + product.rmse() + " against " + direct.rmse());
        }
    }

    /** Expected energy times expected average price, each by a method of its own past. */
    private record Product(ForecastMethod method, double[] energy, double[] price) implements ForecastMethod {

        @Override
        public String name() {
            return method.name();
        }

        @Override
        public String nameZh() {
            return method.nameZh();
        }

        @Override
        public String nameEn() {
            return method.nameEn();
        }

        @Override
        public int least(int season) {
            return method.least(season);
        }

        @Override
        public double[] forecast(double[] past, int season, int horizon) {
            double[] kwh = method.forecast(Arrays.copyOf(energy, past.length), season, horizon);
            double[] yuan = method.forecast(Arrays.copyOf(price, past.length), season, horizon);
            for (int h = 0; h < horizon; h++) {
                yuan[h] *= kwh[h];
            }
            return yuan;
        }
    }

    @Test
    void findsAPatternThatIsThere() {
        // a trend of 2 a month on a yearly pattern: both methods must see both
        double[] past = new double[60];
        double[] next = new double[12];
        for (int t = 0; t < 72; t++) {
            double value = 1000 + 2 * t + 100 * Math.sin(2 * Math.PI * t / 12);
            if (t < 60) {
                past[t] = value;
            } else {
                next[t - 60] = value;
            }
        }
        assertArrayEquals(next, new CalendarRegression().forecast(past, 12, 12), 15);
        assertArrayEquals(next, new HoltWinters().forecast(past, 12, 12), 30);
        assertEquals(past[48], new SeasonalNaive().forecast(past, 12, 13)[12]);
    }

    @Test
    void measuresErrorsAsTheyAreDefined() {
        // each value is 10 more than the one before: the naive forecast of season 1 is wrong by 10 h at step h
        double[] past = new double[40];
        for (int t = 0; t < past.length; t++) {
            past[t] = 100 + 10 * t;
        }
        Backtest test = Backtest.of(new SeasonalNaive(), past, 1, 2);
        assertEquals(1.5, test.mase(), 1e-9, "errors of 10 and 20, over 10 in the training part");
        assertEquals(Math.sqrt((100 + 400) / 2.0), test.rmse(), 1e-9);
        assertEquals(10, test.bound(0, 0.9), 1e-9);
        assertEquals(20, test.bound(1, 0.9), 1e-9);
        assertEquals(20 * Math.sqrt(2), test.bound(3, 0.9), 1e-9);
        assertEquals(100, test.coverage(0.9), 1e-9);
        assertEquals(19, test.origins());
    }

    @Test
    void forecastsTheSalesOfTheMart() {
        BillingMonth month = new BillingMonth(202301);
        for (int t = 0; t < 42; t++) {
            months.add(new MonthSales(month, 10, BigDecimal.valueOf(1000 + 10 * t + (t % 12 == 6 ? 300 : 0)), BigDecimal.ONE));
            month = month.next();
        }
        Forecast forecast = service.sales(CALLER, null, null, null);
        assertEquals(12, forecast.points().size());
        assertEquals("2026-07", forecast.points().get(0).label());
        assertEquals(1720, forecast.points().get(0).value().doubleValue(), 100, "the line and the peak of July");
        for (Point point : forecast.points()) {
            assertTrue(point.low().compareTo(point.value()) <= 0 && point.value().compareTo(point.high()) <= 0);
        }
        months.remove(20);
        assertEquals(DecisionErrors.SERIES_GAP, assertThrows(KarawattException.class, () -> service.sales(CALLER, null, null, null)).code());
    }

    /** Revenue is the amounts of the bills, whatever the energy of the same months does. */
    @Test
    void forecastsTheRevenueOfTheMart() {
        BillingMonth month = new BillingMonth(202301);
        for (int t = 0; t < 42; t++) {
            // 10 yuan more each month, and 50 yuan on top each January
            months.add(new MonthSales(month, 10, BigDecimal.ONE, BigDecimal.valueOf(600_000 + 1000L * t + (t % 12 == 0 ? 5000 : 0), 2)));
            month = month.next();
        }
        Forecast forecast = service.revenue(CALLER, null, null, new Options("seasonal-naive", 12, 90));
        assertEquals("CNY", forecast.past().unit());
        assertEquals(new BigDecimal("6050.00"), forecast.past().values().get(0), "600,000 and 5,000 cents");
        // repeating the last year: July 2025 is month 30
        assertEquals(new BigDecimal("6300.00"), forecast.points().get(0).value(), "600,000 + 30 x 1,000 cents");
        // each year is 12 x 10 yuan above the one before: so wrong is the naive method at every step, and so wide are its bounds
        Score naive = forecast.scores().stream().filter(score -> score.method().name().equals("seasonal-naive")).findFirst().orElseThrow();
        assertEquals(new BigDecimal("120.00"), naive.rmse());
        assertEquals(new BigDecimal("6180.00"), forecast.points().get(0).low());
        assertEquals(new BigDecimal("6420.00"), forecast.points().get(0).high());
        // the line is seen by a method that can
        assertTrue(forecast.scores().get(0).rmse().compareTo(naive.rmse()) < 0, () -> forecast.scores().toString());
        assertEquals(new BigDecimal("1"), service.sales(CALLER, null, null, new Options("seasonal-naive", 1, 90)).past().values().get(0));
        months.remove(20);
        assertEquals(DecisionErrors.SERIES_GAP, assertThrows(KarawattException.class, () -> service.revenue(CALLER, null, null, null)).code());
        assertThrows(KarawattException.class, () -> service.revenue(TestContexts.nobody(), null, null, null));
    }

    @Test
    void refusesWhatCannotBeForecast() {
        months.add(new MonthSales(new BillingMonth(202606), 1, BigDecimal.ONE, BigDecimal.ONE));
        KarawattException few = assertThrows(KarawattException.class, () -> service.sales(CALLER, null, null, null));
        assertEquals(DecisionErrors.SERIES_SHORT, few.code());
        assertEquals(List.of(17, 1), few.args());
        Series week = sample("district-energy");
        KarawattException wrong = assertThrows(KarawattException.class, () -> service.series(CALLER, week, new Options("oracle", 0, 100)));
        assertEquals(List.of("horizon", "percent", "method"), wrong.faults().stream().map(fault -> fault.field()).toList());
        assertThrows(KarawattException.class, () -> service.series(CALLER, new Series("x", "", "", "kWh", 0, List.of(), week.values()), null));
        assertThrows(KarawattException.class, () -> service.samples(TestContexts.nobody()));
    }

    @Test
    void takesAMethodThatAnotherBundleBrings() {
        bind(new ForecastMethod() {
            @Override
            public String name() {
                return "flat";
            }

            @Override
            public String nameZh() {
                return "平";
            }

            @Override
            public String nameEn() {
                return "Flat";
            }

            @Override
            public int least(int season) {
                return 1;
            }

            @Override
            public double[] forecast(double[] past, int season, int horizon) {
                return new double[horizon];
            }
        });
        assertEquals(4, service.methods(CALLER).size());
        Forecast forecast = service.series(CALLER, new Series("x", "", "", "kWh", 7, List.of(), sample("district-energy").values()),
                new Options("flat", 3, 80));
        assertEquals("flat", forecast.method().name());
        assertEquals(0, forecast.points().get(2).value().signum());
        assertNull(forecast.points().get(0).label());
        assertTrue(forecast.points().get(0).high().signum() > 0);
        assertEquals("flat", forecast.scores().get(3).method().name(), "it is the worst");
    }
}
