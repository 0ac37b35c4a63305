package org.karawatt.reading.internal.calc;

import java.math.BigDecimal;
import java.util.List;
import org.karawatt.reading.internal.config.ReadingConfig;

/**
 * The configuration as values.
 *
 * @param rules names of the optional rules in their order
 * @param sumTolerance share of the total, such as 0.002
 */
public record Settings(List<String> rules, BigDecimal highFactor, BigDecimal highFloor, BigDecimal sumTolerance, int dateSlackDays,
        int maxRows) {

    public Settings {
        rules = List.copyOf(rules);
    }

    /** Throws {@link IllegalArgumentException} for a number that is none; the rules are checked where they are made. */
    public static Settings of(ReadingConfig config) {
        return new Settings(List.of(config.rules()), new BigDecimal(config.high_factor()), new BigDecimal(config.high_floor()),
                new BigDecimal(config.sum_tolerance_percent()).movePointLeft(2), config.date_slack_days(), config.max_rows());
    }
}
