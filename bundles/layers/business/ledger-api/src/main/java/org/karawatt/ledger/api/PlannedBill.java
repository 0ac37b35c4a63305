package org.karawatt.ledger.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.karawatt.kernel.time.BillingMonth;

/**
 * What a budget plan asks for in place of a bill that it has taken over. Amounts in yuan.
 *
 * @param planId the plan
 * @param instalment what is asked for in the month of the bill; null when the bill settles the plan
 * @param settlement what the settlement asks for; null when there is an instalment; zero when the settlement came out even or was credited
 * @param openAmount what is still to be paid of it
 * @param dueOn day by which it is to be paid; null when nothing is asked for
 * @param settledMonth month whose bill settles the plan, as agreed
 */
public record PlannedBill(long planId, BigDecimal instalment, BigDecimal settlement, BigDecimal openAmount, LocalDate dueOn,
        BillingMonth settledMonth) {
}
