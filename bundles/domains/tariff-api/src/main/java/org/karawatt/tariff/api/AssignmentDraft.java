package org.karawatt.tariff.api;

import java.math.BigDecimal;
import java.time.LocalDate;

/** An assignment to be made from a day on; nulls as in {@link TariffAssignment}; {@code special} null means none. */
public record AssignmentDraft(long accountId, String tariffCode, LocalDate validFrom, String demandMethod,
        BigDecimal contractDemandKw, BigDecimal powerFactorStandard, Integer householdPeople, boolean tierExempt,
        SpecialTerms special) {

    public AssignmentDraft {
        special = special == null ? SpecialTerms.NONE : special;
    }

    /** Without special terms. */
    public AssignmentDraft(long accountId, String tariffCode, LocalDate validFrom, String demandMethod, BigDecimal contractDemandKw,
            BigDecimal powerFactorStandard, Integer householdPeople, boolean tierExempt) {
        this(accountId, tariffCode, validFrom, demandMethod, contractDemandKw, powerFactorStandard, householdPeople, tierExempt,
                SpecialTerms.NONE);
    }
}
