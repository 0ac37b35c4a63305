package org.karawatt.equipment.api;

import java.math.BigDecimal;
import java.time.LocalDate;

/** Running capacity of an account in a half-open period, for the capacity charge. */
public record CapacitySegment(long accountId, LocalDate from, LocalDate to, BigDecimal capacityKva) {
}
