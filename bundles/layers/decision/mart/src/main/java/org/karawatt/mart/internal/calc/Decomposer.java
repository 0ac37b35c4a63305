package org.karawatt.mart.internal.calc;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.karawatt.decision.api.Decomposition;
import org.karawatt.kernel.time.BillingMonth;

/**
 * Splits the difference of two months' revenue into effects of volume, mix and price. With R revenue, Q energy, of class i r and q, and
 * 0 for the month before: A = R0 Q / Q0 is what the new energy at the old average would have brought, B = sum of r0 q / q0 what the new
 * energy of each class at the old price of the class would have. Then A - R0 is the volume, B - A the mix, R - B the price, and they add
 * up exactly however A and B are rounded. The same with averages: B/Q - R0/Q0 is the mix, R/Q - B/Q the price.
 */
public final class Decomposer {

    private static final int CENTS = 2;
    private static final int PRICE = 6;

    private Decomposer() {
    }

    /** Energy in kWh and amount in yuan. */
    public record Sales(BigDecimal energy, BigDecimal amount) {

        /** Yuan a kWh with six decimals; null without energy. */
        public BigDecimal average() {
            return energy.signum() == 0 ? null : amount.divide(energy, PRICE, RoundingMode.HALF_UP);
        }

        private Sales plus(Sales other) {
            return new Sales(energy.add(other.energy), amount.add(other.amount));
        }
    }

    private static final Sales NONE = new Sales(BigDecimal.ZERO, BigDecimal.ZERO);

    /** @param before sales by class of the earlier month
     *  @param after sales by class of the later month */
    public static Decomposition decompose(BillingMonth earlier, Map<String, Sales> before, BillingMonth later, Map<String, Sales> after) {
        Sales first = before.values().stream().reduce(NONE, Sales::plus);
        Sales second = after.values().stream().reduce(NONE, Sales::plus);
        BigDecimal atOldAverage = scaled(first, second.energy());
        BigDecimal atOldPrices = BigDecimal.ZERO;
        Set<String> classes = new TreeSet<>(before.keySet());
        classes.addAll(after.keySet());
        for (String each : classes) {
            Sales old = before.getOrDefault(each, NONE);
            Sales now = after.getOrDefault(each, NONE);
            atOldPrices = atOldPrices.add(exact(old.energy().signum() == 0 ? first : old, now.energy()));
        }
        atOldPrices = atOldPrices.setScale(CENTS, RoundingMode.HALF_UP);
        BigDecimal averageBefore = first.average();
        BigDecimal average = second.average();
        BigDecimal averageMix = null;
        BigDecimal averagePrice = null;
        if (averageBefore != null && average != null) {
            BigDecimal atOldMixed = new Sales(second.energy(), atOldPrices).average();
            averageMix = atOldMixed.subtract(averageBefore);
            averagePrice = average.subtract(atOldMixed);
        }
        return new Decomposition(earlier, later, first.amount(), second.amount(), atOldAverage.subtract(first.amount()),
                atOldPrices.subtract(atOldAverage), second.amount().subtract(atOldPrices), averageBefore, average, averageMix, averagePrice);
    }

    private static BigDecimal scaled(Sales old, BigDecimal energy) {
        return exact(old, energy).setScale(CENTS, RoundingMode.HALF_UP);
    }

    /** What the energy costs at the average of the old sales; nothing where there was none. */
    private static BigDecimal exact(Sales old, BigDecimal energy) {
        return old.energy().signum() == 0 ? BigDecimal.ZERO : old.amount().multiply(energy).divide(old.energy(), MathContext.DECIMAL128);
    }
}
