package org.karawatt.billing.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.karawatt.kernel.time.BillingMonth;

/**
 * An issued electricity bill (电费账单). Immutable once issued.
 *
 * @param billNo month followed by the id, such as {@code 202601-0000012345}
 * @param kind REGULAR (monthly), INTERIM (on request, the account goes on), FINAL (the account ends) or REVERSAL
 * @param seq number among the bills of account and month, whatever their kind; a reversal has that of its original below zero
 * @param periodTo day after the last day of the period
 * @param tariffId version of the tariff that priced it
 * @param engine name and version of the rating engine that priced it
 * @param energyKwh billed active energy
 * @param amount total, the exact sum of the lines
 * @param status ISSUED, REVERSED, REVERSAL for the reversal itself, or PREVIEW for a bill that is only computed (its id is 0)
 * @param lines empty in lists
 */
public record Bill(long id, String billNo, long accountId, String accountNo, String customerName, BillingMonth month, String kind,
        int seq, long officeId, String usageClass, LocalDate periodFrom, LocalDate periodTo, String tariffCode, long tariffId,
        String engine, BigDecimal energyKwh, BigDecimal amount, String currency, LocalDate dueOn, Instant issuedAt, Long runId,
        String status, List<BillLine> lines) {

    public Bill {
        lines = List.copyOf(lines);
    }

    /** The printed number of a bill. */
    public static String number(BillingMonth month, long id) {
        return month.value() + "-" + String.format("%010d", id);
    }
}
