package org.karawatt.customer.api;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A customer account (户号): what is read, billed and paid as one. Usage class, industry and voltage are the latest classification,
 * which may begin in the future; {@link CustomerService#terms} knows that of any day.
 *
 * @param usageClass code of table {@code usage-class}
 * @param industryCode code of table {@code industry}; null for households
 * @param voltageCode code of table {@code voltage}
 * @param readingCycle code of table {@code reading-cycle}
 * @param status ACTIVE, IN_CHANGE or CLOSED
 * @param contractCapacityKva capacity of the agreement in force; null where none is agreed
 * @param runningCapacityKva contract capacity without what is suspended; null where none is agreed
 */
public record Account(long id, String accountNo, long customerId, String customerNo, String customerName, String phone,
        String address, long officeId, String officeCode, String usageClass, String industryCode, String voltageCode,
        String readingCycle, String status, LocalDate openedOn, LocalDate closedOn, BigDecimal contractCapacityKva,
        BigDecimal runningCapacityKva, int version) {
}
