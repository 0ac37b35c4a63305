package org.karawatt.equipment.api;

import java.math.BigDecimal;

/**
 * A transformer or high-voltage motor of a customer. Loss parameters are null where unknown.
 *
 * @param kind TRANSFORMER or HV_MOTOR (1 kW counts as 1 kVA)
 * @param state RUNNING, STANDBY, SUSPENDED or REMOVED on the day of the query
 */
public record Transformer(long id, String transformerNo, long accountId, String kind, String model, String voltageCode,
        BigDecimal capacityKva, String state, int version) {
}
