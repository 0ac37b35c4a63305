package org.karawatt.rating.tariff;

import java.time.LocalDate;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import org.karawatt.rating.TariffPlan;

/**
 * The compiled tariffs of one package. Immutable and thread-safe.
 *
 * @param plans all versions of all tariffs, in the order of the file; never null
 */
public record TariffPlans(List<TariffPlan> plans) {

    public TariffPlans {
        plans = new ByCode(plans);
    }

    /** The version of a tariff in force on a day, if there is one. Takes as long among ten thousand tariffs as among ten. */
    public Optional<TariffPlan> find(String code, LocalDate day) {
        for (TariffPlan plan : ((ByCode) plans).versions(code)) {
            if (plan.validity().contains(day)) {
                return Optional.of(plan);
            }
        }
        return Optional.empty();
    }

    /** The plans in their order, and beside it the versions of each tariff. */
    private static final class ByCode extends AbstractList<TariffPlan> implements RandomAccess {
        private final List<TariffPlan> plans;
        private final Map<String, List<TariffPlan>> versions = new HashMap<>();

        ByCode(List<TariffPlan> plans) {
            this.plans = List.copyOf(plans);
            this.plans.forEach(plan -> versions.computeIfAbsent(plan.key().code(), code -> new ArrayList<>(1)).add(plan));
        }

        List<TariffPlan> versions(String code) {
            return versions.getOrDefault(code, List.of());
        }

        @Override
        public TariffPlan get(int index) {
            return plans.get(index);
        }

        @Override
        public int size() {
            return plans.size();
        }
    }
}
