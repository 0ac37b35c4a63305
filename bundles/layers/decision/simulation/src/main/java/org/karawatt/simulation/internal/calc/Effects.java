package org.karawatt.simulation.internal.calc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.karawatt.billing.api.BillFigureService.StudyFigure;
import org.karawatt.decision.api.WhatIfService.Bin;

/** Adds up the accounts of a comparison in one pass, by office and by how much their bills change. For one thread. */
public final class Effects {

    /** Borders of the histogram in percent, half-open; below the first and from the last on are bins too. */
    private static final int[] BORDERS = {-50, -30, -20, -10, -5, -1, 0, 1, 5, 10, 20, 30, 50};
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int PERCENT_DECIMALS = 2;

    private final Map<Long, Sum> offices = new TreeMap<>();
    private final long[] counts = new long[BORDERS.length + 1];
    private final BigDecimal[] differences = new BigDecimal[BORDERS.length + 1];

    /** Sums of some accounts. */
    public static final class Sum {
        private long accounts;
        private long winners;
        private long losers;
        private BigDecimal energy = BigDecimal.ZERO;
        private BigDecimal before = BigDecimal.ZERO;
        private BigDecimal after = BigDecimal.ZERO;

        public long accounts() {
            return accounts;
        }

        public long winners() {
            return winners;
        }

        public long losers() {
            return losers;
        }

        public BigDecimal energy() {
            return energy;
        }

        public BigDecimal before() {
            return before;
        }

        public BigDecimal after() {
            return after;
        }

        private void add(StudyFigure figure) {
            int change = figure.after().compareTo(figure.before());
            accounts++;
            winners += change < 0 ? 1 : 0;
            losers += change > 0 ? 1 : 0;
            energy = energy.add(figure.energyKwh());
            before = before.add(figure.before());
            after = after.add(figure.after());
        }
    }

    public Effects() {
        Arrays.fill(differences, BigDecimal.ZERO);
    }

    /** Adds an account. */
    public void add(StudyFigure figure) {
        offices.computeIfAbsent(figure.officeId(), id -> new Sum()).add(figure);
        int bin = bin(figure.before(), figure.after());
        counts[bin]++;
        differences[bin] = differences[bin].add(figure.after().subtract(figure.before()));
    }

    public Map<Long, Sum> offices() {
        return offices;
    }

    /** All bins, the lowest first, empty ones too. */
    public List<Bin> histogram() {
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            bins.add(new Bin(i == 0 ? null : BORDERS[i - 1], i == BORDERS.length ? null : BORDERS[i], counts[i], differences[i]));
        }
        return bins;
    }

    /** An account that paid nothing and pays now has the greatest change there is. */
    private static int bin(BigDecimal before, BigDecimal after) {
        BigDecimal difference = after.subtract(before).multiply(HUNDRED);
        if (before.signum() == 0 && difference.signum() != 0) {
            return difference.signum() > 0 ? BORDERS.length : 0;
        }
        BigDecimal base = before.signum() == 0 ? BigDecimal.ONE : before.abs();
        int bin = 0;
        // difference / base >= border, without dividing
        while (bin < BORDERS.length && difference.compareTo(base.multiply(BigDecimal.valueOf(BORDERS[bin]))) >= 0) {
            bin++;
        }
        return bin;
    }

    /** Change in percent of what was paid; null when that was nothing. */
    public static BigDecimal percent(BigDecimal before, BigDecimal after) {
        return before.signum() == 0 ? null
                : after.subtract(before).multiply(HUNDRED).divide(before.abs(), PERCENT_DECIMALS, RoundingMode.HALF_UP);
    }
}
