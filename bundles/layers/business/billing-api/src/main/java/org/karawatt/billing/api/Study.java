package org.karawatt.billing.api;

import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.run.api.Run;

/**
 * A study with the run that computes it.
 *
 * @param fromTariff null unless a comparison looks at the bills of one tariff only
 * @param toTariffId null unless it is a comparison
 * @param report null in lists, and while the run is not done
 */
public record Study(Run run, StudyKind kind, BillingMonth month, String officeCode, String fromTariff, Long toTariffId,
        StudyReport report) {
}
