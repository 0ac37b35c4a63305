package org.karawatt.ledger.api;

import java.math.BigDecimal;
import org.karawatt.kernel.time.BillingMonth;

/**
 * A budget plan to be agreed on.
 *
 * @param startMonth month whose bill is the first under the plan; not billed yet and at most 12 months ahead
 * @param instalment yuan a month; null takes what is proposed
 */
public record PlanDraft(String accountNo, BillingMonth startMonth, BigDecimal instalment) {
}
