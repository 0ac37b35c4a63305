package org.karawatt.metering.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * A metering point with its installed meter and registers, for bulk load. {@code areaId} may be null. A FIXED point has no meter:
 * meterId, meterNo and registers are then null and empty, and {@code fixedKwh} holds from {@code installedOn} on.
 */
public record PointLoad(String pointNo, long accountId, long officeId, long routeId, int routeSeq, Long areaId,
        String voltageCode, String meteringMode, String calculation, BigDecimal fixedKwh, Long meterId, String meterNo,
        BigDecimal ctRatio, BigDecimal ptRatio, LocalDate installedOn, List<RegisterLoad> registers) {

    /** A register for bulk load. */
    public record RegisterLoad(RegisterKind kind, int integerDigits, int decimalDigits, BigDecimal initialValue) {
    }
}
