package org.karawatt.billing.internal.calc;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Adds the accounts of a study up by office and class, tier and decile, as they come in order of use. Holds sums and the bounds of the
 * deciles and no account. Not thread-safe.
 */
public final class StudySums {

    public static final String ALL = "ALL";
    public static final String CLASS = "CLASS";
    public static final String TIER = "TIER";
    public static final String DECILE = "DECILE";
    /** Item of the dimension ALL, and of bills without tiers. */
    public static final String NONE = "-";
    private static final int DECILES = 10;

    private final long computed;
    private long seen;
    private final Map<Key, Sum> sums = new LinkedHashMap<>();
    private final Map<Integer, Bound> bounds = new LinkedHashMap<>();

    /** @param computed number of accounts that will be added, without failed ones */
    public StudySums(long computed) {
        this.computed = computed;
    }

    /** A part of the accounts of an office. */
    public record Key(long officeId, String dimension, String item) {
    }

    /** Greatest use within a decile, and the account that has it. */
    public record Bound(BigDecimal kwh, long accountId) {

        /** Whether an account lies within the bound. */
        public boolean covers(BigDecimal otherKwh, long otherAccount) {
            int order = otherKwh.compareTo(kwh);
            return order < 0 || order == 0 && otherAccount <= accountId;
        }
    }

    /** Sums over a part of the accounts. */
    public static final class Sum {
        private long accounts;
        private long failed;
        private long different;
        private long withoutBefore;
        private long winners;
        private long losers;
        private BigDecimal kwh = BigDecimal.ZERO;
        private BigDecimal before = BigDecimal.ZERO;
        private BigDecimal after = BigDecimal.ZERO;
        private BigDecimal difference = BigDecimal.ZERO;

        private void add(BigDecimal rowKwh, BigDecimal rowBefore, BigDecimal rowAfter, String outcome) {
            accounts++;
            different += outcome.equals(StudyRow.DIFFERENT) ? 1 : 0;
            kwh = kwh.add(rowKwh);
            after = after.add(rowAfter);
            if (rowBefore == null) {
                withoutBefore++;
                return;
            }
            before = before.add(rowBefore);
            BigDecimal change = rowAfter.subtract(rowBefore);
            difference = difference.add(change);
            winners += change.signum() < 0 ? 1 : 0;
            losers += change.signum() > 0 ? 1 : 0;
        }

        /** The values in the order of the columns from {@code accounts} on. */
        public Object[] values() {
            return new Object[] {accounts, failed, different, withoutBefore, winners, losers, kwh, before, after, difference};
        }
    }

    /** The next account in order of use, then of its id. */
    public void add(long officeId, long accountId, String usageClass, Integer tier, BigDecimal kwh, BigDecimal before, BigDecimal after,
            String outcome) {
        int decile = (int) (seen * DECILES / computed) + 1;
        seen++;
        bounds.put(decile, new Bound(kwh, accountId));
        sum(officeId, ALL, NONE).add(kwh, before, after, outcome);
        sum(officeId, CLASS, usageClass).add(kwh, before, after, outcome);
        sum(officeId, TIER, tier == null ? NONE : tier.toString()).add(kwh, before, after, outcome);
        sum(officeId, DECILE, String.valueOf(decile)).add(kwh, before, after, outcome);
    }

    /** Accounts of an office that could not be computed. */
    public void addFailed(long officeId, long accounts) {
        Sum sum = sum(officeId, ALL, NONE);
        sum.accounts += accounts;
        sum.failed += accounts;
    }

    private Sum sum(long officeId, String dimension, String item) {
        return sums.computeIfAbsent(new Key(officeId, dimension, item), key -> new Sum());
    }

    public Map<Key, Sum> sums() {
        return sums;
    }

    /** The last account of each decile that has any. */
    public Map<Integer, Bound> bounds() {
        return bounds;
    }
}
