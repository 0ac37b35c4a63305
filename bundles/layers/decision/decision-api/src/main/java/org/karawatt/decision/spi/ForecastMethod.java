package org.karawatt.decision.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A way to forecast a series (预测方法), chosen by its name; registered as a service. Statistics calculate in floating point; what is
 * told of a forecast is rounded. Implementations hold no state and are thread-safe.
 */
@ConsumerType
public interface ForecastMethod {

    /** Name such as {@code holt-winters}. */
    String name();

    /** Name for Chinese readers. */
    String nameZh();

    /** Name for English readers. */
    String nameEn();

    /** Fewest values of the past that it needs. */
    int least(int season);

    /**
     * Values that follow.
     *
     * @param past what was measured at equal steps, oldest first, at least {@link #least} values, none missing
     * @param season steps after which the pattern repeats, such as 12 for months or 7 for days; at least 1
     * @param horizon steps to tell, at least 1
     * @return as many values as the horizon
     */
    double[] forecast(double[] past, int season, int horizon);
}
