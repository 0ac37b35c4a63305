package org.karawatt.forecast.internal.calc;

import java.util.Arrays;
import org.hipparchus.stat.regression.OLSMultipleLinearRegression;
import org.karawatt.decision.spi.ForecastMethod;
import org.osgi.service.component.annotations.Component;

/**
 * Least squares on the place in the season and on time, over the last seasons. It needs no weather: what the weather does within the
 * window is in the level. The line of time is taken half way only, as a trend of a few seasons seldom goes on for long.
 */
@Component
public final class CalendarRegression implements ForecastMethod {

    private static final int SEASONS = 6;
    private static final int MOST = 400;
    private static final double TREND = 0.5;

    @Override
    public String name() {
        return "calendar-regression";
    }

    @Override
    public String nameZh() {
        return "日历回归";
    }

    @Override
    public String nameEn() {
        return "Calendar regression";
    }

    @Override
    public int least(int season) {
        return 2 * season + 2;
    }

    @Override
    public double[] forecast(double[] past, int season, int horizon) {
        int window = Math.max(least(season), Math.min(MOST, SEASONS * season));
        double[] recent = Arrays.copyOfRange(past, Math.max(0, past.length - window), past.length);
        int n = recent.length;
        double[][] features = new double[n][];
        for (int t = 0; t < n; t++) {
            features[t] = features(t, n, season);
        }
        OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
        regression.newSampleData(recent, features);
        double[] weights = regression.estimateRegressionParameters();
        double[] next = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            double[] at = features(n + h, n, season);
            // from the last value on the line is followed half way
            at[0] *= TREND;
            next[h] = weights[0];
            for (int i = 0; i < at.length; i++) {
                next[h] += weights[i + 1] * at[i];
            }
        }
        return next;
    }

    /** Time relative to the end of the window, and one for the place in the season; the first place is the one without. */
    private static double[] features(int t, int n, int season) {
        double[] features = new double[season];
        features[0] = (t - n + 1.0) / n;
        if (t % season > 0) {
            features[t % season] = 1;
        }
        return features;
    }
}
