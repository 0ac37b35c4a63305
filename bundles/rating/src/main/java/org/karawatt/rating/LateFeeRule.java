package org.karawatt.rating;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * Rates of a late fee (违约金). Immutable.
 *
 * @param name name of the rule for the explanation, never null
 * @param sameYearRate part of the debt per day for days in the debt's own year, 0.002 for two per mille; never null
 * @param laterYearRate the same for days in a later year, never null
 * @param minimum smallest fee once a debt is overdue, in major units; zero for none; never null
 * @param yearOfDay whose year decides the rate, never null
 */
public record LateFeeRule(String name, BigDecimal sameYearRate, BigDecimal laterYearRate, BigDecimal minimum, YearOfDay yearOfDay) {

    /** How the rate of a debt that is overdue across New Year is found. Published answers differ (worked case D7). */
    public enum YearOfDay {
        /** Each day at the rate of its own year. Recommended. */
        EACH_DAY,
        /** All days at the rate of the year of payment. */
        DAY_OF_PAYMENT
    }

    /** Residential customers: one per mille a day, at least one yuan. */
    public static final LateFeeRule RESIDENTIAL = new LateFeeRule("RESIDENTIAL", new BigDecimal("0.001"), new BigDecimal("0.001"),
            BigDecimal.ONE, YearOfDay.EACH_DAY);

    /** All others: two per mille a day in the year of the debt, three per mille after it, at least one yuan. */
    public static final LateFeeRule OTHERS = new LateFeeRule("OTHERS", new BigDecimal("0.002"), new BigDecimal("0.003"), BigDecimal.ONE,
            YearOfDay.EACH_DAY);

    public LateFeeRule {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(sameYearRate, "sameYearRate");
        Objects.requireNonNull(laterYearRate, "laterYearRate");
        Objects.requireNonNull(minimum, "minimum");
        Objects.requireNonNull(yearOfDay, "yearOfDay");
    }
}
