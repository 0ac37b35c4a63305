package org.karawatt.rating.tariff;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.karawatt.rating.TariffPlan;

/**
 * The compiled tariffs of one package. Immutable and thread-safe.
 *
 * @param plans all versions of all tariffs, in the order of the file; never null
 */
public record TariffPlans(List<TariffPlan> plans) {

    public TariffPlans {
        plans = List.copyOf(plans);
    }

    /** The version of a tariff in force on a day, if there is one. */
    public Optional<TariffPlan> find(String code, LocalDate day) {
        for (TariffPlan plan : plans) {
            if (plan.key().code().equals(code) && plan.validity().contains(day)) {
                return Optional.of(plan);
            }
        }
        return Optional.empty();
    }
}
