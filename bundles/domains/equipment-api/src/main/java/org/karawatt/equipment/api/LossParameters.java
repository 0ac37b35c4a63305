package org.karawatt.equipment.api;

import java.math.BigDecimal;

/**
 * What a transformer's losses are found by (rules C.6).
 *
 * @param noLoadLossKw iron loss in kW; null where unknown
 * @param noLoadCurrentPct no-load current in percent; null where unknown
 */
public record LossParameters(long transformerId, BigDecimal capacityKva, BigDecimal noLoadLossKw, BigDecimal noLoadCurrentPct) {
}
