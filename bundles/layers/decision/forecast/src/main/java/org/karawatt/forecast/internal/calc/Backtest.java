package org.karawatt.forecast.internal.calc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.karawatt.decision.spi.ForecastMethod;

/**
 * Forecasts of the past from one origin after another, each knowing only what was before it. The errors give the score of a method and
 * the bounds of its forecasts: a bound of a step is the error that the wanted share of origins did not exceed at that step (split
 * conformal prediction; Vovk, Gammerman and Shafer 2005). How often bounds hold is measured with those of earlier origins only.
 */
public final class Backtest {

    private static final int MOST_ORIGINS = 60;
    private static final int LEAST_ORIGINS = 10;

    private final double[] past;
    private final int horizon;
    private final List<double[]> errors = new ArrayList<>();
    private final List<double[]> actuals = new ArrayList<>();
    private final double naive;

    private Backtest(double[] past, int horizon, double naive) {
        this.past = past;
        this.horizon = horizon;
        this.naive = naive;
    }

    /** Fewest values that a method and a few origins after its first forecast need. */
    public static int least(ForecastMethod method, int season) {
        return Math.max(method.least(season), season + 1) + 4;
    }

    /**
     * Tries a method.
     *
     * @param horizon steps wanted; fewer are tried when the past is short
     */
    public static Backtest of(ForecastMethod method, double[] past, int season, int horizon) {
        int first = Math.max(least(method, season) - 4, past.length / 2);
        int steps = Math.max(1, Math.min(horizon, (past.length - first) / 2));
        double sum = 0;
        for (int t = season; t < first; t++) {
            sum += Math.abs(past[t] - past[t - season]);
        }
        Backtest test = new Backtest(past, steps, sum / (first - season));
        int origins = past.length - steps - first + 1;
        int stride = Math.max(1, (origins + MOST_ORIGINS - 1) / MOST_ORIGINS);
        for (int origin = first; origin + steps <= past.length; origin += stride) {
            test.add(origin, method.forecast(Arrays.copyOf(past, origin), season, steps));
        }
        return test;
    }

    private void add(int origin, double[] told) {
        double[] error = new double[horizon];
        double[] actual = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            actual[h] = past[origin + h];
            error[h] = actual[h] - told[h];
        }
        errors.add(error);
        actuals.add(actual);
    }

    public int origins() {
        return errors.size();
    }

    /** Mean absolute percentage error; NaN where a value is zero. */
    public double mape() {
        double sum = 0;
        for (int i = 0; i < errors.size(); i++) {
            for (int h = 0; h < horizon; h++) {
                sum += actuals.get(i)[h] == 0 ? Double.NaN : Math.abs(errors.get(i)[h] / actuals.get(i)[h]);
            }
        }
        return 100 * sum / values();
    }

    /** Root of the mean squared error. */
    public double rmse() {
        return Math.sqrt(errors.stream().flatMapToDouble(Arrays::stream).map(e -> e * e).sum() / values());
    }

    /** Mean absolute error relative to that of the seasonal naive forecast in the part before the first origin; NaN when that has none. */
    public double mase() {
        double mean = errors.stream().flatMapToDouble(Arrays::stream).map(Math::abs).sum() / values();
        return naive == 0 ? Double.NaN : mean / naive;
    }

    private int values() {
        return errors.size() * horizon;
    }

    /** Share of values within bounds that only origins whose outcome was known by then have made; NaN with too few. */
    public double coverage(double share) {
        int held = 0;
        int all = 0;
        for (int i = LEAST_ORIGINS + horizon; i < errors.size(); i++) {
            List<double[]> before = errors.subList(0, i - horizon);
            for (int h = 0; h < horizon; h++) {
                held += Math.abs(errors.get(i)[h]) <= bound(before, h, share) ? 1 : 0;
                all++;
            }
        }
        return all == 0 ? Double.NaN : 100.0 * held / all;
    }

    /** How far a value may be from what is told for the step, counted from 0; steps that were not tried grow with the root of time. */
    public double bound(int step, double share) {
        int tried = Math.min(step, horizon - 1);
        return bound(errors, tried, share) * Math.sqrt((step + 1.0) / (tried + 1.0));
    }

    private static double bound(List<double[]> errors, int step, double share) {
        List<Double> sizes = new ArrayList<>();
        for (double[] error : errors) {
            if (errors.size() >= LEAST_ORIGINS) {
                sizes.add(Math.abs(error[step]));
            } else {
                // few origins: all steps together
                Arrays.stream(error).map(Math::abs).forEach(sizes::add);
            }
        }
        Collections.sort(sizes);
        int rank = (int) Math.ceil((sizes.size() + 1) * share);
        return sizes.get(Math.min(sizes.size(), rank) - 1);
    }
}
