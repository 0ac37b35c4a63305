package org.karawatt.tariff.api;

import java.math.BigDecimal;
import java.util.List;

/**
 * What an input costs on a tariff.
 *
 * @param total null when there is a problem
 * @param energyKwh kWh that were billed; null when there is a problem
 * @param lines as they would stand on a bill
 * @param steps how the total came to be, in the caller's language
 * @param curve totals over a range of energy; empty when none was asked for
 * @param problem why the tariff cannot price the input, with its code, in the caller's language; null when it can
 */
public record TariffSimulation(long tariffId, String tariffCode, String nameZh, String nameEn, String currency, BigDecimal total,
        BigDecimal energyKwh, List<Line> lines, List<Step> steps, List<Point> curve, String problem) {

    public TariffSimulation {
        lines = List.copyOf(lines);
        steps = List.copyOf(steps);
        curve = List.copyOf(curve);
    }

    /** A line in the form of a bill's line. */
    public record Line(int lineNo, String component, String item, String nameZh, String nameEn, String tou, Integer tier,
            BigDecimal quantity, String unit, BigDecimal price, BigDecimal amount) {
    }

    /** A line of the explanation; {@code depth} 0 is the top. */
    public record Step(int depth, String text) {
    }

    /**
     * A point of the curve.
     *
     * @param total null where this much energy cannot be priced
     */
    public record Point(BigDecimal kwh, BigDecimal total) {
    }
}
