package org.karawatt.metering.api;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A register as a reading is compared with it: the last accepted reading before the month, or the value at installation. Where the
 * route is read several times a month (cycle 4), readings of the month itself count as well.
 *
 * @param lastQuantity quantity of the last reading after the multiplier; null when there was none
 * @param alreadyRead whether the month takes no further regular reading of this register: it has one that waits for a decision, or one
 *     that is accepted and the route is read once
 * @param nextSeq number that a further regular reading of the month gets
 * @param nextRevision revision that it gets: 0, or more after rejected ones
 */
public record RegisterState(long registerId, long accountId, long pointId, long officeId, String meterNo, RegisterKind kind,
        int integerDigits, int decimalDigits, BigDecimal multiplier, LocalDate lastOn, BigDecimal lastValue,
        BigDecimal lastQuantity, boolean alreadyRead, int nextSeq, int nextRevision) {
}
