package org.karawatt.tariff.api;

import java.math.BigDecimal;
import java.time.LocalDate;

/** An assignment to be made from a day on; nulls as in {@link TariffAssignment}. */
public record AssignmentDraft(long accountId, String tariffCode, LocalDate validFrom, String demandMethod,
        BigDecimal contractDemandKw, BigDecimal powerFactorStandard, Integer householdPeople, boolean tierExempt) {
}
