package org.karawatt.performance.internal.service;

import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;

/** What stands now, such as open cases, is known for the month that runs and the one that has just ended. */
final class States {

    private States() {
    }

    static boolean areKnown(BusinessClock clock, BillingMonth month) {
        BillingMonth current = BillingMonth.of(clock.today());
        return month.equals(current) || month.equals(current.previous());
    }
}
