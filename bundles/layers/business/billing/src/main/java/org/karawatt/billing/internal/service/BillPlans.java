package org.karawatt.billing.internal.service;

import java.util.function.Function;
import org.karawatt.rating.TariffKey;
import org.karawatt.rating.TariffPlan;
import org.karawatt.tariff.api.PricedTariff;
import org.karawatt.tariff.api.TariffService;

/** The very tariff versions that priced a bill. A bill names the one of its last stretch by id; the others are looked up by their keys. */
final class BillPlans {

    private BillPlans() {
    }

    /** @param last the version that the bill names */
    static Function<TariffKey, TariffPlan> of(TariffService tariffs, PricedTariff last) {
        TariffPlan own = last.plan();
        return key -> key.equals(own.key()) ? own : tariffs.plan(key).plan();
    }
}
