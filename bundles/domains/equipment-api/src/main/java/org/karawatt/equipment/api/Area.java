package org.karawatt.equipment.api;

import java.math.BigDecimal;

/** A transformer area (台区). {@code capacityKva} is the installed capacity; {@code publicArea} false for a customer's own. */
public record Area(long id, String areaNo, String name, long lineId, long officeId, BigDecimal capacityKva, boolean publicArea,
        int version) {
}
