package org.karawatt.rating;

import java.util.Objects;

/**
 * A stretch of a bill's period that is rated on its own: with another version of the tariff, another tariff, or facts that have changed
 * within the period (rules C.3 and C.19).
 *
 * @param plan tariff in force during the stretch, never null
 * @param input quantities and facts of the stretch, never null
 */
public record RatedSection(TariffPlan plan, RatingInput input) {

    public RatedSection {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(input, "input");
    }
}
