package org.karawatt.rating;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Energy in the making, by the periods of a plan; null is what was not read. Used by one thread. */
final class Energy {

    private static final int DECIMALS = 2;

    final TouPeriod[] periods;
    final BigDecimal[] byPeriod;
    BigDecimal total;
    BigDecimal reactive;
    BigDecimal reactiveBack;
    BigDecimal demand;

    Energy(TouPeriod[] periods) {
        this.periods = periods;
        this.byPeriod = new BigDecimal[periods.length];
    }

    int indexOf(TouPeriod period) {
        for (int i = 0; i < periods.length; i++) {
            if (periods[i] == period) {
                return i;
            }
        }
        return -1;
    }

    static BigDecimal sum(BigDecimal a, BigDecimal b) {
        return a == null ? b : b == null ? a : a.add(b);
    }

    /** True when every period is known; also for a plan without periods. */
    boolean hasPeriods() {
        for (BigDecimal kwh : byPeriod) {
            if (kwh == null) {
                return false;
            }
        }
        return true;
    }

    /** Adds all of another; demands are added too when they are of different lines. */
    void add(Energy other) {
        total = sum(total, other.total);
        reactive = sum(reactive, other.reactive);
        reactiveBack = sum(reactiveBack, other.reactiveBack);
        for (int i = 0; i < byPeriod.length; i++) {
            byPeriod[i] = sum(byPeriod[i], other.byPeriod[i]);
        }
    }

    /** Where a quantity without a period of its own belongs: the flat period, or the largest when there is no flat one. */
    int balancing() {
        int largest = -1;
        for (int i = 0; i < periods.length; i++) {
            if (periods[i] == TouPeriod.FLAT) {
                return i;
            }
            if (largest < 0 || byPeriod[i].compareTo(byPeriod[largest]) > 0) {
                largest = i;
            }
        }
        return largest;
    }

    /**
     * Changes the total by an amount.
     *
     * @param proportional true to spread it over the periods in proportion to their energy, to two decimals, the rest to the largest;
     *     false for the flat period
     * @return what the touched period holds afterwards when that is negative, null when all is well
     */
    BigDecimal change(BigDecimal amount, boolean proportional) {
        BigDecimal before = total;
        total = total.add(amount);
        if (periods.length == 0) {
            return total.signum() < 0 ? total : null;
        }
        BigDecimal open = amount;
        int rest = balancing();
        if (proportional && before.signum() > 0) {
            for (int i = 0; i < byPeriod.length; i++) {
                BigDecimal part = amount.multiply(byPeriod[i]).divide(before, DECIMALS, RoundingMode.HALF_UP);
                byPeriod[i] = byPeriod[i].add(part);
                open = open.subtract(part);
                if (byPeriod[i].compareTo(byPeriod[rest]) > 0) {
                    rest = i;
                }
            }
        }
        byPeriod[rest] = byPeriod[rest].add(open);
        return byPeriod[rest].signum() < 0 ? byPeriod[rest] : null;
    }
}
