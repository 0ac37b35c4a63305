package org.karawatt.portal.api;

import java.time.LocalDate;

/**
 * An account of the customer.
 *
 * @param customerName as it is with the records, unmasked: he has proved to be that customer
 * @param since first day on which it is his
 * @param status ACTIVE, IN_CHANGE or CLOSED
 */
public record PortalAccount(String accountNo, String customerName, String address, String usageClass, String status, LocalDate since) {
}
