package org.karawatt.portal.api;

import java.math.BigDecimal;
import org.karawatt.kernel.time.BillingMonth;

/**
 * What was used and billed in a month.
 *
 * @param energyKwh energy of the issued bills of the month, kWh; null where no bill was issued, which is not the same as zero
 * @param amount their amount, yuan; null where no bill was issued
 */
public record MonthUsage(BillingMonth month, BigDecimal energyKwh, BigDecimal amount) {
}
