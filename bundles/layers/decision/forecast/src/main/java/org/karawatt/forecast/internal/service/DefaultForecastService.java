package org.karawatt.forecast.internal.service;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.karawatt.decision.api.BoardService;
import org.karawatt.decision.api.DecisionErrors;
import org.karawatt.decision.api.ForecastService;
import org.karawatt.decision.api.MonthSales;
import org.karawatt.decision.spi.ForecastMethod;
import org.karawatt.forecast.internal.calc.Backtest;
import org.karawatt.forecast.internal.calc.Samples;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.time.BillingMonth;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Forecasts by the methods that are there. Thread-safe. */
@Component
public final class DefaultForecastService implements ForecastService {

    private static final String READ = "decision.read";
    private static final int YEAR = 12;
    private static final int PERCENT = 90;
    private static final String YUAN = "CNY";
    private static final int DECIMALS = 4;
    private static final int YUAN_DECIMALS = 2;
    private static final int MOST_SEASON = 400;

    private final BoardService board;
    private final Map<String, ForecastMethod> methods = new ConcurrentHashMap<>();

    @Activate
    public DefaultForecastService(@Reference(policyOption = ReferencePolicyOption.GREEDY) BoardService board) {
        this.board = board;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindMethod(ForecastMethod method) {
        methods.put(method.name(), method);
    }

    void unbindMethod(ForecastMethod method) {
        methods.remove(method.name(), method);
    }

    @Override
    public List<Method> methods(CallContext context) {
        context.require(READ);
        return methods.values().stream().map(DefaultForecastService::told).sorted(Comparator.comparing(Method::name)).toList();
    }

    private static Method told(ForecastMethod method) {
        return new Method(method.name(), method.nameZh(), method.nameEn());
    }

    @Override
    public List<Series> samples(CallContext context) {
        context.require(READ);
        return Samples.series();
    }

    @Override
    public Forecast sales(CallContext context, String officeCode, String usageClass, Options options) {
        return monthly(context, officeCode, usageClass, options,
                new Series("sales", "月售电量", "Monthly sales", "kWh", YEAR, List.of(), List.of()), MonthSales::energyKwh);
    }

    @Override
    public Forecast revenue(CallContext context, String officeCode, String usageClass, Options options) {
        return monthly(context, officeCode, usageClass, options,
                new Series("revenue", "月电费收入", "Monthly revenue", YUAN, YEAR, List.of(), List.of()), MonthSales::amount);
    }

    /** Forecasts a figure of the months of the mart, of which none may be missing. */
    private Forecast monthly(CallContext context, String officeCode, String usageClass, Options options, Series about,
            Function<MonthSales, BigDecimal> figure) {
        context.require(READ);
        List<MonthSales> months = board.series(context, officeCode, usageClass);
        for (int i = 1; i < months.size(); i++) {
            BillingMonth expected = months.get(i - 1).month().next();
            if (!months.get(i).month().equals(expected)) {
                throw KarawattException.conflict(DecisionErrors.SERIES_GAP, expected);
            }
        }
        return forecast(new Series(about.name(), about.nameZh(), about.nameEn(), about.unit(), about.season(),
                months.stream().map(each -> each.month().toString()).toList(), months.stream().map(figure).toList()),
                options == null ? new Options(null, null, null) : options);
    }

    @Override
    public Forecast series(CallContext context, Series series, Options options) {
        context.require(READ);
        Faults faults = new Faults().required("values", series.values());
        if (series.season() < 1 || series.season() > MOST_SEASON) {
            faults.add("season", KernelErrors.OUT_OF_RANGE, 1, MOST_SEASON);
        }
        if (series.values().size() > MAX_VALUES) {
            faults.add("values", KernelErrors.OUT_OF_RANGE, 1, MAX_VALUES);
        }
        if (!series.labels().isEmpty() && series.labels().size() != series.values().size()) {
            faults.add("labels", KernelErrors.OUT_OF_RANGE, series.values().size(), series.values().size());
        }
        faults.throwIfAny();
        return forecast(series, options == null ? new Options(null, null, null) : options);
    }

    private Forecast forecast(Series series, Options options) {
        int horizon = options.horizon() == null ? Math.max(2, series.season()) : options.horizon();
        int percent = options.percent() == null ? PERCENT : options.percent();
        Faults faults = new Faults();
        if (horizon < 1 || horizon > MAX_HORIZON) {
            faults.add("horizon", KernelErrors.OUT_OF_RANGE, 1, MAX_HORIZON);
        }
        if (percent < 50 || percent > 99) {
            faults.add("percent", KernelErrors.OUT_OF_RANGE, 50, 99);
        }
        if (options.method() != null && !methods.containsKey(options.method())) {
            faults.add("method", DecisionErrors.METHOD_UNKNOWN, options.method());
        }
        faults.throwIfAny();
        double[] past = series.values().stream().mapToDouble(BigDecimal::doubleValue).toArray();
        Map<String, Backtest> tests = new ConcurrentHashMap<>();
        List<ForecastMethod> able = methods.values().stream().filter(each -> past.length >= Backtest.least(each, series.season())).toList();
        ForecastMethod wanted = options.method() == null ? null : methods.get(options.method());
        if (able.isEmpty() || wanted != null && !able.contains(wanted)) {
            int least = wanted != null ? Backtest.least(wanted, series.season())
                    : methods.values().stream().mapToInt(each -> Backtest.least(each, series.season())).min().orElse(1);
            throw KarawattException.conflict(DecisionErrors.SERIES_SHORT, least, past.length);
        }
        for (ForecastMethod each : able) {
            tests.put(each.name(), Backtest.of(each, past, series.season(), horizon));
        }
        List<ForecastMethod> best = able.stream().sorted(Comparator.comparingDouble(each -> tests.get(each.name()).rmse())).toList();
        ForecastMethod chosen = wanted == null ? best.get(0) : wanted;
        return new Forecast(told(chosen), best.stream().map(each -> score(each, tests.get(each.name()), percent, decimals(series))).toList(),
                series, percent, points(series, chosen.forecast(past, series.season(), horizon), tests.get(chosen.name()), percent / 100.0));
    }

    private static Score score(ForecastMethod method, Backtest test, int percent, int decimals) {
        return new Score(told(method), test.origins(), rounded(test.mape(), 2), rounded(test.rmse(), decimals), rounded(test.mase(), DECIMALS),
                rounded(test.coverage(percent / 100.0), 1));
    }

    private static List<Point> points(Series series, double[] told, Backtest test, double share) {
        List<Point> points = new ArrayList<>();
        int decimals = decimals(series);
        String label = series.labels().isEmpty() ? null : series.labels().get(series.labels().size() - 1);
        for (int h = 0; h < told.length; h++) {
            label = next(label);
            double bound = test.bound(h, share);
            points.add(new Point(h + 1, label, rounded(told[h], decimals), rounded(told[h] - bound, decimals), rounded(told[h] + bound, decimals)));
        }
        return points;
    }

    /** The month or day after one; null for labels of another kind. */
    private static String next(String label) {
        if (label == null) {
            return null;
        }
        try {
            return label.length() == 7 ? BillingMonth.parse(label).next().toString() : LocalDate.parse(label).plusDays(1).toString();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int decimals(Series series) {
        return YUAN.equals(series.unit()) ? YUAN_DECIMALS : DECIMALS;
    }

    private static BigDecimal rounded(double value, int scale) {
        return Double.isFinite(value) ? BigDecimal.valueOf(value).setScale(scale, RoundingMode.HALF_UP) : null;
    }
}
