package org.karawatt.metering.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * A metering point (计量点) with the meter that is installed on it and what its rule of today says; {@link MeteringService#rules} tells
 * all rules.
 *
 * @param meteringMode HH, HL or LL
 * @param purpose SETTLEMENT or CHECK
 * @param parentId point whose quantity this one is part of; null for a main point
 * @param calculation METERED, FIXED (定量) or RATIO (定比)
 * @param fixedKwh fixed quantity of a month; null unless FIXED
 * @param ratioPct share in percent; null unless RATIO
 * @param meterNo asset number of the installed meter; null when there is none
 * @param multiplier CT ratio times PT ratio times the meter's own factor; null when there is no meter
 */
public record MeteringPoint(long id, String pointNo, long accountId, long officeId, Long routeId, String routeNo, int routeSeq,
        Long areaId, String voltageCode, String meteringMode, String purpose, Long parentId, String calculation,
        BigDecimal fixedKwh, BigDecimal ratioPct, String meterNo, BigDecimal multiplier, LocalDate installedOn,
        List<Register> registers, int version) {

    public MeteringPoint {
        registers = List.copyOf(registers);
    }
}
