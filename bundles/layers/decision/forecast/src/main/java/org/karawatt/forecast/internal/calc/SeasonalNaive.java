package org.karawatt.forecast.internal.calc;

import org.karawatt.decision.spi.ForecastMethod;
import org.osgi.service.component.annotations.Component;

/** What was a season ago comes again: the mark that every other method has to beat. */
@Component
public final class SeasonalNaive implements ForecastMethod {

    /** Name of the method. */
    public static final String NAME = "seasonal-naive";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String nameZh() {
        return "季节性朴素法";
    }

    @Override
    public String nameEn() {
        return "Seasonal naive";
    }

    @Override
    public int least(int season) {
        return season;
    }

    @Override
    public double[] forecast(double[] past, int season, int horizon) {
        double[] next = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            next[h] = past[past.length - season + h % season];
        }
        return next;
    }
}
