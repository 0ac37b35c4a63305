package org.karawatt.metering.api;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What is agreed with a member from a day on.
 *
 * @param share part of the production, above 0 up to 1 with at most eight decimals; null in a group that shares by use
 * @param price yuan per shared kWh, zero or more, at most six decimals
 */
public record SharingMemberDraft(String accountNo, BigDecimal share, BigDecimal price, LocalDate validFrom) {
}
