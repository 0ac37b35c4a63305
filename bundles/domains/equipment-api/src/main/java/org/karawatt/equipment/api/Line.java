package org.karawatt.equipment.api;


/** A distribution line (线路). */
public record Line(long id, String lineNo, String name, String voltageCode, long officeId, int version) {
}
