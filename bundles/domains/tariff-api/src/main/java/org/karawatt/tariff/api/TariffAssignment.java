package org.karawatt.tariff.api;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Which tariff an account is on, and what the tariff needs to know of it.
 *
 * @param demandMethod NONE, CAPACITY, CONTRACT_DEMAND or ACTUAL_DEMAND
 * @param contractDemandKw null unless the method is CONTRACT_DEMAND
 * @param powerFactorStandard 0.80, 0.85 or 0.90; null when there is no adjustment
 * @param householdPeople people of a multi-person household; null when not registered
 * @param special what applies to few accounts only, never null
 */
public record TariffAssignment(long id, long accountId, String tariffCode, LocalDate validFrom, LocalDate validTo,
        String demandMethod, BigDecimal contractDemandKw, BigDecimal powerFactorStandard, Integer householdPeople,
        boolean tierExempt, SpecialTerms special, int version) {

    /** Without special terms. */
    public TariffAssignment(long id, long accountId, String tariffCode, LocalDate validFrom, LocalDate validTo, String demandMethod,
            BigDecimal contractDemandKw, BigDecimal powerFactorStandard, Integer householdPeople, boolean tierExempt, int version) {
        this(id, accountId, tariffCode, validFrom, validTo, demandMethod, contractDemandKw, powerFactorStandard, householdPeople, tierExempt,
                SpecialTerms.NONE, version);
    }
}
