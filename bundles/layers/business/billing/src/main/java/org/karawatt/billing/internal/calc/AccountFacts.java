package org.karawatt.billing.internal.calc;

import java.math.BigDecimal;
import java.util.List;
import org.karawatt.customer.api.AccountTerms;
import org.karawatt.equipment.api.CapacitySegment;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.metering.api.PointRule;
import org.karawatt.tariff.api.PricedTariff;
import org.karawatt.tariff.api.TariffAssignment;

/**
 * Everything that one bill is made from.
 *
 * @param terms as of the last day of the period
 * @param capacity running capacity by sections, in date order; may reach beyond the period
 * @param rules how quantities are found that are not plainly read; may reach beyond the period
 * @param yearBills bills of the same year before this one
 * @param yearKwh kWh of these bills
 * @param yearTierKwh the same by tier; null when the allowance has not changed within the year
 */
public record AccountFacts(AccountTerms terms, BillingMonth month, ReadingSet readings, TariffAssignment assignment,
        PricedTariff tariff, List<CapacitySegment> capacity, List<PointRule> rules, long yearBills, BigDecimal yearKwh,
        List<BigDecimal> yearTierKwh) {

    public AccountFacts {
        capacity = List.copyOf(capacity);
        rules = List.copyOf(rules);
        yearTierKwh = yearTierKwh == null ? null : List.copyOf(yearTierKwh);
    }
}
