package org.karawatt.equipment.api;

import java.math.BigDecimal;
import java.time.LocalDate;

/** A transformer to be created for an account, running since a day. {@code model} may be null. */
public record TransformerDraft(String transformerNo, long accountId, String kind, String model, String voltageCode,
        BigDecimal capacityKva, LocalDate runningSince) {
}
