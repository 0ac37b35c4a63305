package org.karawatt.customer.api;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What billing needs of an account, read in bulk.
 *
 * @param contractCapacityKva null where none is agreed
 * @param runningCapacityKva null where none is agreed
 */
public record AccountTerms(long accountId, String accountNo, long officeId, String usageClass, String industryCode,
        String voltageCode, String status, LocalDate openedOn, LocalDate closedOn, BigDecimal contractCapacityKva,
        BigDecimal runningCapacityKva) {
}
