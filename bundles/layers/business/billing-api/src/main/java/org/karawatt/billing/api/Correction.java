package org.karawatt.billing.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * The correction of an issued bill with its approval.
 *
 * @param billNo bill that is corrected
 * @param status PROPOSED, APPLIED or REJECTED
 * @param amountBefore yuan of that bill
 * @param amountAfter yuan of the bill in its place
 * @param bills bills that are exchanged: this one, and later ones that follow from it (use of yearly tiers, next readings)
 * @param difference yuan by which all of them together change
 * @param note of whoever has decided; null before, like the person and the time
 * @param reversalNo number of the reversal; null before it is applied, like that of the corrected bill
 */
public record Correction(long id, String billNo, String accountNo, long officeId, String reasonCode, String reason, String status,
        BigDecimal amountBefore, BigDecimal amountAfter, int bills, BigDecimal difference, List<Reading> readings, String proposedBy,
        Instant proposedAt, String decidedBy, Instant decidedAt, String note, String reversalNo, String correctedNo) {

    public Correction {
        readings = List.copyOf(readings);
    }

    /** A reading with its value before and after. */
    public record Reading(long readingId, String register, BigDecimal before, BigDecimal after) {
    }
}
