package org.karawatt.metering.api;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A register as a reading is compared with it: the last accepted reading before the month, or the value at installation.
 *
 * @param lastQuantity quantity of the last reading after the multiplier; null when there was none
 * @param alreadyRead whether the month has a regular reading of this register that is accepted or waits for a decision
 * @param nextRevision revision that a further regular reading of the month gets: 0, or more after rejected ones
 */
public record RegisterState(long registerId, long accountId, long pointId, long officeId, String meterNo, RegisterKind kind,
        int integerDigits, int decimalDigits, BigDecimal multiplier, LocalDate lastOn, BigDecimal lastValue,
        BigDecimal lastQuantity, boolean alreadyRead, int nextRevision) {
}
