package org.karawatt.billing.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * The daily estimate of an account (费控测算, rules C.18).
 *
 * @param asOf day of the estimate
 * @param since first day that no bill covers yet
 * @param upTo day up to which use is known, not counting itself
 * @param basis CURVE when the load curves tell the use, READING when readings do, NOTHING when everything is billed
 * @param paid advances less what is open of bills and recoveries, yuan; may be negative
 * @param energyKwh use since the last bill
 * @param estimated its charge: energy with its funds, yuan
 * @param available {@code paid} less {@code estimated}
 * @param level ENOUGH, REMIND, WARN or STOP
 * @param remind limit of the level in yuan: below it the customer is reminded
 * @param warn below it he is warned
 * @param stop below it supply is stopped by the agreed procedure
 */
public record Prepay(String accountNo, LocalDate asOf, LocalDate since, LocalDate upTo, String basis, BigDecimal paid, BigDecimal energyKwh,
        BigDecimal estimated, BigDecimal available, String level, BigDecimal remind, BigDecimal warn, BigDecimal stop, String currency,
        List<RecoveryStep> explanation) {

    public Prepay {
        explanation = List.copyOf(explanation);
    }
}
