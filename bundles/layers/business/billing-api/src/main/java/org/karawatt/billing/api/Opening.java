package org.karawatt.billing.api;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.time.BillingMonth;

/**
 * What an account brings from the system that billed it before (期初): without it, use of the year is unknown and a tariff with yearly
 * tiers parks the account.
 *
 * @param accountId account
 * @param accountNo its number; null where only the id is known
 * @param asOf last month that was billed elsewhere
 * @param kwh kWh billed elsewhere in that month's year up to and with that month
 * @param byTier the same by tier; null unless the allowance has changed within the year
 * @param carried what that bill has left for the next, by the names that rating gives it; null for nothing
 * @param version for the next change
 */
public record Opening(long accountId, String accountNo, BillingMonth asOf, BigDecimal kwh, List<BigDecimal> byTier,
        Map<String, BigDecimal> carried, int version) {

    public Opening {
        byTier = byTier == null ? null : List.copyOf(byTier);
        carried = carried == null ? null : Map.copyOf(carried);
    }
}
