package org.karawatt.rating.tariff;

import java.math.BigDecimal;
import java.util.Map;

/**
 * How the printed price of a period is made of parts: the fixed parts and the funds, and the floating parts times the coefficient of the
 * period. The printed price is what is billed; this only checks it.
 *
 * @param coefficients coefficient by period code, {@code ALL} for a price without periods; never null
 * @param tolerance accepted difference, never null
 * @param knownDeviations differences of the published sheet itself, printed less composed, by period code; never null
 * @param digits decimals of a price that is not printed but composed; null for all
 */
public record Composition(Map<String, BigDecimal> coefficients, BigDecimal tolerance, Map<String, BigDecimal> knownDeviations,
        Integer digits) {

    /** Code for a price that has no periods. */
    public static final String ALL = "ALL";

    public Composition {
        coefficients = Map.copyOf(coefficients);
        knownDeviations = Map.copyOf(knownDeviations);
    }
}
