package org.karawatt.billing.api;

import java.time.LocalDate;
import java.util.List;

/**
 * A bill outside the monthly run.
 *
 * @param readOn day of the readings; the bill ends with the day before
 * @param closing whether the account ends here (a FINAL bill; yearly tiers count the months in force, a part month as one, rules C.4) or
 *     goes on (INTERIM)
 * @param readings what the meters show; empty when final readings of that day are recorded already. One for each register of the account
 */
public record FinalBillDraft(LocalDate readOn, boolean closing, List<FinalReading> readings) {

    public FinalBillDraft {
        readings = readings == null ? List.of() : List.copyOf(readings);
    }
}
