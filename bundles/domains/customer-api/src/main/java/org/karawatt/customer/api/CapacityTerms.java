package org.karawatt.customer.api;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Capacity that is agreed for an account from a day on.
 *
 * @param contractKva capacity by contract
 * @param runningKva contract capacity without what is suspended
 */
public record CapacityTerms(LocalDate from, BigDecimal contractKva, BigDecimal runningKva) {
}
