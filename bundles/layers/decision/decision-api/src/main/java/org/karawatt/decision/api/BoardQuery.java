package org.karawatt.decision.api;

import org.karawatt.kernel.time.BillingMonth;

/**
 * What a board shows.
 *
 * @param month null means the newest month that the mart has
 * @param compareWith month to compare with; null means the one before
 * @param officeCode this office and those below it; null means all that the caller may see
 * @param usageClass null means all
 */
public record BoardQuery(BillingMonth month, BillingMonth compareWith, String officeCode, String usageClass) {
}
