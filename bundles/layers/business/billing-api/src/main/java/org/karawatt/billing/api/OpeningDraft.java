package org.karawatt.billing.api;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.time.BillingMonth;

/**
 * An opening balance to be recorded; what the values mean is told by {@link Opening}.
 *
 * @param byTier at most 10, together {@code kwh}; null unless the allowance has changed within the year
 * @param carried at most 20 names of letters, digits and {@code _ . : -}; null for nothing
 * @param version of the balance that is exchanged; null when there is none yet
 */
public record OpeningDraft(BillingMonth asOf, BigDecimal kwh, List<BigDecimal> byTier, Map<String, BigDecimal> carried, Integer version) {
}
