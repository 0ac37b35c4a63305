package org.karawatt.decision.api;

import java.math.BigDecimal;
import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Forecasts (预测) of energy, revenue and the maximum load, with the error that the method has made on the past. Needs {@code decision.read}.
 * Statistics calculate in floating point; what is told is rounded to the decimals of the unit. Thread-safe.
 */
@ProviderType
public interface ForecastService {

    /** Most values of a series. */
    int MAX_VALUES = 20_000;
    /** Most steps of a forecast. */
    int MAX_HORIZON = 366;

    /** The methods that there are. */
    List<Method> methods(CallContext context);

    /** Series that come with the system, to try methods on. */
    List<Series> samples(CallContext context);

    /**
     * Forecasts the monthly sales of an office and class from the mart.
     *
     * @param officeCode null means all offices of the caller
     * @param usageClass null means all
     * @param options null means what suits months
     */
    Forecast sales(CallContext context, String officeCode, String usageClass, Options options);

    /**
     * Forecasts the monthly revenue of an office and class from the mart: the amounts of issued bills, yuan.
     *
     * @param officeCode null means all offices of the caller
     * @param usageClass null means all
     * @param options null means what suits months
     */
    Forecast revenue(CallContext context, String officeCode, String usageClass, Options options);

    /** Forecasts a series that the caller brings, such as daily energy or the daily maximum load. */
    Forecast series(CallContext context, Series series, Options options);

    /** A method of forecasting. */
    record Method(String name, String nameZh, String nameEn) {
    }

    /**
     * A series at equal steps.
     *
     * @param unit such as kWh, kW or CNY
     * @param season steps after which the pattern repeats
     * @param labels what the values are called, as many as values; may be empty
     * @param values oldest first, none missing
     */
    record Series(String name, String nameZh, String nameEn, String unit, int season, List<String> labels, List<BigDecimal> values) {

        public Series {
            labels = List.copyOf(labels);
            values = List.copyOf(values);
        }
    }

    /**
     * How to forecast; every null means what suits the series.
     *
     * @param method name of a method; null takes the one with the smallest error on the past
     * @param horizon steps to forecast
     * @param percent share of cases that the interval is to hold, 50 to 99
     */
    record Options(String method, Integer horizon, Integer percent) {
    }

    /**
     * A forecast.
     *
     * @param method method that made it
     * @param scores errors of all methods on the past, smallest first
     * @param past the series
     * @param points what is expected, by step
     */
    record Forecast(Method method, List<Score> scores, Series past, int percent, List<Point> points) {

        public Forecast {
            scores = List.copyOf(scores);
            points = List.copyOf(points);
        }
    }

    /** What is expected, and between which bounds. */
    record Point(int step, String label, BigDecimal value, BigDecimal low, BigDecimal high) {
    }

    /**
     * Errors of a method on the past, by forecasts from one origin after another that know nothing of what follows.
     *
     * @param origins number of origins
     * @param mape mean absolute percentage error, percent, two decimals; null where a value of the past is zero
     * @param rmse root of the mean squared error, in the unit
     * @param mase mean absolute error relative to the one that repeating the last season makes in the training part; below 1 is better;
     *     null when that makes none
     * @param coverage share of the past's values that fell into the intervals, percent, one decimal; bounds come from earlier origins
     *     only; null with too few origins
     */
    record Score(Method method, int origins, BigDecimal mape, BigDecimal rmse, BigDecimal mase, BigDecimal coverage) {
    }
}
