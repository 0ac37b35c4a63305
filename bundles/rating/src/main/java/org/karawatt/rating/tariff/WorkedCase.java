package org.karawatt.rating.tariff;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.karawatt.rating.RatingInput;
import org.karawatt.rating.TouPeriod;

/**
 * A bill that somebody has worked out in another way, kept with the tariff to prove it. Immutable.
 *
 * @param name name of the case, never null
 * @param source who worked it out and where, never null
 * @param sections what goes in: one section, or one for each stretch of the period with facts or a tariff of its own; never null
 * @param lines expected lines, all of them in any order; empty when only the total is expected; never null
 * @param total expected total; null when not stated
 * @param powerFactor expected power factor; null when not stated
 * @param tax expected tax; null when not stated
 * @param tiersLeft expected kWh left in each tier but the last; empty when not stated; never null
 * @param carried what the bill must hand to the next, by name; names that are not stated are not compared; never null
 * @param error expected error code when the case must be refused; null when it is a bill
 */
public record WorkedCase(String name, String source, List<Section> sections, List<ExpectedLine> lines, BigDecimal total,
        BigDecimal powerFactor, BigDecimal tax, List<BigDecimal> tiersLeft, Map<String, BigDecimal> carried, String error) {

    /**
     * A stretch of the bill.
     *
     * @param tariff tariff code, never null
     * @param input what goes in, never null
     */
    public record Section(String tariff, RatingInput input) {

        /** The day that selects the version of the tariff: the first of the period. */
        public LocalDate day() {
            return input.period().from();
        }
    }

    /**
     * A line as it must come out. What is null is not compared; component and amount are always compared.
     *
     * @param component component code, never null
     * @param item item code
     * @param tou period
     * @param tier tier counted from 1
     * @param quantity quantity
     * @param price price of one unit
     * @param amount rounded amount, never null
     */
    public record ExpectedLine(String component, String item, TouPeriod tou, Integer tier, BigDecimal quantity, BigDecimal price,
            BigDecimal amount) {
    }

    public WorkedCase {
        sections = List.copyOf(sections);
        lines = List.copyOf(lines);
        tiersLeft = List.copyOf(tiersLeft);
        carried = Map.copyOf(carried);
    }

    /** Tariff code of the first section. */
    public String tariff() {
        return sections.get(0).tariff();
    }

    /** Input of the first section. */
    public RatingInput input() {
        return sections.get(0).input();
    }

    /** The day that selects the version of the first section's tariff. */
    public LocalDate day() {
        return sections.get(0).day();
    }
}
