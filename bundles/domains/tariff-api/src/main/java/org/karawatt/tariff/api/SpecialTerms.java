package org.karawatt.tariff.api;

import java.math.BigDecimal;
import java.util.List;

/**
 * What applies to few accounts only (rules C.4, C.8, C.11). Immutable.
 *
 * @param contractFloorPercent least contract demand in percent of the capacity where the grid itself limits the customer to less than the
 *     tariff's own floor; null for the tariff's
 * @param purchaseFactor how many times the purchase part of the price counts for a customer who has left the market; null for once
 * @param highestTier highest tier that is charged, such as 2 for electric heating; null for all
 * @param benefits codes of the subsidies of the tariff that the account is entitled to, never null
 */
public record SpecialTerms(BigDecimal contractFloorPercent, BigDecimal purchaseFactor, Integer highestTier, List<String> benefits) {

    /** Nothing special. */
    public static final SpecialTerms NONE = new SpecialTerms(null, null, null, List.of());

    public SpecialTerms {
        benefits = benefits == null ? List.of() : List.copyOf(benefits);
    }
}
