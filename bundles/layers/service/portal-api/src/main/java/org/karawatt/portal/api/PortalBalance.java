package org.karawatt.portal.api;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a customer owes for an account today, yuan.
 *
 * @param open all that is open of his bills
 * @param overdue the part of it whose day has gone by
 * @param lateFee what would come on top today
 * @param nextDueOn next day on which something is due; null when nothing is to come
 */
public record PortalBalance(BigDecimal open, BigDecimal overdue, BigDecimal lateFee, LocalDate nextDueOn) {
}
