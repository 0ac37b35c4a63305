package org.karawatt.forecast.internal.calc;

import java.util.Arrays;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.karawatt.decision.spi.ForecastMethod;
import org.osgi.service.component.annotations.Component;

/**
 * Exponential smoothing of level, damped trend and additive season (Holt 1957, Winters 1960, damping by Gardner and McKenzie 1985). The
 * four smoothing parameters are those with the smallest squared error of one step in the past, found by the simplex of Nelder and Mead.
 */
@Component
public final class HoltWinters implements ForecastMethod {

    /** Values that the fit looks at; older ones have no weight left. */
    private static final int WINDOW = 800;
    private static final int EVALUATIONS = 400;
    private static final double[][] BEGINNINGS = {{0.2, 0.02, 0.1, 0.9}, {0.6, 0.05, 0.2, 0.8}};

    /** Smoothing of level, trend and season, and the damping of the trend, each between 0 and 1. */
    private record Weights(double level, double trend, double season, double damping) {

        /** From numbers of any size, so that the search has no borders. */
        private static Weights of(double[] free) {
            return new Weights(inside(free[0]), inside(free[1]), inside(free[2]), 0.7 + 0.29 * inside(free[3]));
        }

        private static double inside(double free) {
            return 1 / (1 + Math.exp(-free));
        }
    }

    @Override
    public String name() {
        return "holt-winters";
    }

    @Override
    public String nameZh() {
        return "霍尔特-温特斯指数平滑";
    }

    @Override
    public String nameEn() {
        return "Holt-Winters smoothing";
    }

    @Override
    public int least(int season) {
        return 2 * season + 2;
    }

    @Override
    public double[] forecast(double[] past, int season, int horizon) {
        double[] recent = Arrays.copyOfRange(past, Math.max(0, past.length - Math.max(WINDOW, least(season))), past.length);
        return smooth(recent, season, fit(recent, season), horizon).next;
    }

    private static Weights fit(double[] past, int season) {
        Weights best = null;
        double least = Double.POSITIVE_INFINITY;
        for (double[] beginning : BEGINNINGS) {
            double[] free = Arrays.stream(beginning).map(each -> Math.log(each / (1 - each))).toArray();
            double[] found;
            try {
                found = new SimplexOptimizer(1e-4, 1e-8).optimize(new MaxEval(EVALUATIONS), GoalType.MINIMIZE, new InitialGuess(free),
                        new ObjectiveFunction(point -> smooth(past, season, Weights.of(point), 0).squares), new NelderMeadSimplex(free.length))
                        .getPoint();
            } catch (MathIllegalStateException e) {
                // the search has not settled within its limit; where it began is an answer too
                found = free;
            }
            double squares = smooth(past, season, Weights.of(found), 0).squares;
            if (squares < least || best == null) {
                least = squares;
                best = Weights.of(found);
            }
        }
        return best;
    }

    private static final class Smoothed {
        private double squares;
        private double[] next;
    }

    private static Smoothed smooth(double[] past, int season, Weights weights, int horizon) {
        double level = Arrays.stream(past, 0, season).average().orElseThrow();
        double trend = (Arrays.stream(past, season, 2 * season).average().orElseThrow() - level) / season;
        double[] seasons = new double[season];
        for (int i = 0; i < season; i++) {
            seasons[i] = past[i] - level;
        }
        Smoothed result = new Smoothed();
        for (int t = season; t < past.length; t++) {
            int at = t % season;
            double base = level + weights.damping * trend;
            double error = past[t] - base - seasons[at];
            if (t >= 2 * season) {
                result.squares += error * error;
            }
            double before = level;
            level = weights.level * (past[t] - seasons[at]) + (1 - weights.level) * base;
            trend = weights.trend * (level - before) + (1 - weights.trend) * weights.damping * trend;
            seasons[at] = weights.season * (past[t] - level) + (1 - weights.season) * seasons[at];
        }
        result.next = new double[horizon];
        double damped = 0;
        double factor = 1;
        for (int h = 0; h < horizon; h++) {
            factor *= weights.damping;
            damped += factor;
            result.next[h] = level + damped * trend + seasons[(past.length + h) % season];
        }
        return result;
    }
}
