package org.karawatt.decision.api;

import java.math.BigDecimal;
import org.karawatt.kernel.time.BillingMonth;

/** Sales of a month: number of bills, kWh, yuan. */
public record MonthSales(BillingMonth month, long bills, BigDecimal energyKwh, BigDecimal amount) {
}
