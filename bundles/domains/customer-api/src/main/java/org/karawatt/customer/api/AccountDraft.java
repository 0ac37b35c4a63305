package org.karawatt.customer.api;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * An account to be created for a customer, with its premises and agreement. {@code accountNo} null lets the product number it;
 * industryCode, divisionCode and capacities may be null.
 */
public record AccountDraft(String accountNo, String customerNo, String officeCode, String address, String divisionCode,
        String urbanRural, String usageClass, String industryCode, String voltageCode, String readingCycle, LocalDate openedOn,
        BigDecimal contractCapacityKva, BigDecimal runningCapacityKva) {
}
