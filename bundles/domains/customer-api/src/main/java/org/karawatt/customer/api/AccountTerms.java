package org.karawatt.customer.api;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What billing needs of an account as of one day, read in bulk.
 *
 * @param classFrom first day on which usage class, industry and voltage are these
 * @param classTo day from which they are others; null when no later classification is known
 * @param contractCapacityKva capacity of the agreement in force on the day; null where none is agreed
 * @param runningCapacityKva null where none is agreed
 * @param agreedFrom first day of that agreement; null where none is in force
 * @param agreedTo day after its last; null when it is open-ended or none is in force
 * @param readingCycle code of table {@code reading-cycle}, as it is today
 */
public record AccountTerms(long accountId, String accountNo, long officeId, String usageClass, String industryCode,
        String voltageCode, LocalDate classFrom, LocalDate classTo, String status, LocalDate openedOn, LocalDate closedOn,
        BigDecimal contractCapacityKva, BigDecimal runningCapacityKva, LocalDate agreedFrom, LocalDate agreedTo, String readingCycle) {

    /** Terms of an account that is read monthly, without an agreement, whose classification has never changed. */
    public AccountTerms(long accountId, String accountNo, long officeId, String usageClass, String voltageCode, LocalDate openedOn) {
        this(accountId, accountNo, officeId, usageClass, null, voltageCode, openedOn, null, "ACTIVE", openedOn, null, null, null, null,
                null, "1");
    }
}
