package org.karawatt.billing.api;

import org.karawatt.kernel.time.BillingMonth;

/**
 * A study to be started.
 *
 * @param kind what it computes
 * @param month month of the bills
 * @param officeCode this office and those below it
 * @param fromTariff only bills on this tariff; null means all; for a comparison only
 * @param toTariffId tariff version to compare with, which may be one that is only proposed; needed for a comparison, else null
 */
public record StudyRequest(StudyKind kind, BillingMonth month, String officeCode, String fromTariff, Long toTariffId) {
}
