package org.karawatt.equipment.api;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A transformer to be created for an account, running since a day. {@code model} may be null.
 *
 * @param noLoadLossKw iron loss in kW, for losses by formula; null where unknown
 * @param noLoadCurrentPct no-load current in percent, for reactive losses by formula; null where unknown
 */
public record TransformerDraft(String transformerNo, long accountId, String kind, String model, String voltageCode,
        BigDecimal capacityKva, LocalDate runningSince, BigDecimal noLoadLossKw, BigDecimal noLoadCurrentPct) {

    /** A transformer whose losses are not known. */
    public TransformerDraft(String transformerNo, long accountId, String kind, String model, String voltageCode, BigDecimal capacityKva,
            LocalDate runningSince) {
        this(transformerNo, accountId, kind, model, voltageCode, capacityKva, runningSince, null, null);
    }
}
