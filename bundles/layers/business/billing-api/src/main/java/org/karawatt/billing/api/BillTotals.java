package org.karawatt.billing.api;

import java.math.BigDecimal;
import java.util.Map;
import org.karawatt.kernel.time.BillingMonth;

/** Sums over bills of a month: number, kWh by usage class, amounts by component. */
public record BillTotals(BillingMonth month, long bills, BigDecimal energyKwh, BigDecimal amount,
        Map<String, BigDecimal> kwhByUsageClass, Map<String, BigDecimal> amountByComponent) {
}
