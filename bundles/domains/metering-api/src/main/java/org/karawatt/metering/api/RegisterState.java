package org.karawatt.metering.api;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A register as a reading is compared with it: the last accepted reading before the month, or the value at installation.
 *
 * @param lastQuantity quantity of the last reading after the multiplier; null when there was none
 * @param alreadyRead whether the month has an accepted regular reading of this register
 */
public record RegisterState(long registerId, long accountId, long pointId, long officeId, String meterNo, RegisterKind kind,
        int integerDigits, int decimalDigits, BigDecimal multiplier, LocalDate lastOn, BigDecimal lastValue,
        BigDecimal lastQuantity, boolean alreadyRead) {
}
