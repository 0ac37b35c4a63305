package org.karawatt.decision.api;

import java.math.BigDecimal;
import java.util.List;
import org.karawatt.kernel.time.BillingMonth;

/**
 * The mart held against the operational records.
 *
 * @param compared sums compared
 * @param months what was compared by month, oldest first
 * @param differences what does not agree, at most 200; empty when all agrees
 */
public record MartProof(long compared, List<MonthProof> months, List<Difference> differences) {

    public MartProof {
        months = List.copyOf(months);
        differences = List.copyOf(differences);
    }

    /** Whether everything agrees. */
    public boolean holds() {
        return differences.isEmpty();
    }

    /** Sums of a month in the operational records, and whether the mart has the same for each office and usage class. */
    public record MonthProof(BillingMonth month, long bills, BigDecimal energyKwh, BigDecimal amount, boolean holds) {
    }

    /**
     * A sum that does not agree.
     *
     * @param what such as {@code bills}, {@code kWh}, {@code yuan}
     * @param usageClass null for sums that have none
     * @param expected sum of the operational records
     * @param found sum of the mart
     */
    public record Difference(String what, BillingMonth month, long officeId, String usageClass, BigDecimal expected, BigDecimal found) {
    }
}
