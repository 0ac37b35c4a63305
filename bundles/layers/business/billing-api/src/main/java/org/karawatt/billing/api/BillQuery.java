package org.karawatt.billing.api;

import org.karawatt.kernel.time.BillingMonth;

/** Filter of a bill search; every part may be null. */
public record BillQuery(BillingMonth month, String accountNo, String officeCode, String usageClass, Long runId) {
}
