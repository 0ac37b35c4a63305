package org.karawatt.billing.internal.calc;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.time.Period;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.rating.RatedBill;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatedSection;
import org.karawatt.rating.RatingInput;

/**
 * A bill before it is issued: what went in, what rating made of it, and what contributors have added.
 *
 * @param facts what it was made from; null for a replay, which has only the stored input
 * @param sections what was rated, in day order; mostly one, more when something changed within the period; never empty
 * @param contributed lines after the rated ones; at their end those of bills of the month before, taken off
 */
public record CalculatedBill(AccountFacts facts, List<RatedSection> sections, RatedBill rated, List<RatedLine> contributed) {

    public CalculatedBill {
        sections = List.copyOf(sections);
        contributed = List.copyOf(contributed);
    }

    /** Input of the first stretch, which is the whole bill mostly. */
    public RatingInput input() {
        return sections.get(0).input();
    }

    /** The days that the bill adds to what was billed before; of the last one of several in a month those after the bills before it. */
    public Period period() {
        return facts != null && facts.instalment() != null ? facts.instalment().own() : new Period(input().period().from(), sections.get(sections.size() - 1).input().period().to());
    }

    /** Energy of the bill in kWh, without that of bills that it takes off. */
    public BigDecimal energyKwh() {
        return sections.stream().map(section -> section.input().instalment().billedKwh()).reduce(rated.energyKwh(), BigDecimal::subtract);
    }

    /** Total of all lines. */
    public BigDecimal amount() {
        return contributed.stream().map(RatedLine::amount).reduce(rated.total(), BigDecimal::add);
    }

    /** Sums by component in the order of the lines. */
    public Map<String, BigDecimal> amounts() {
        Map<String, BigDecimal> sums = new LinkedHashMap<>();
        rated.lines().forEach(line -> sums.merge(line.component(), line.amount(), BigDecimal::add));
        contributed.forEach(line -> sums.merge(line.component(), line.amount(), BigDecimal::add));
        return sums;
    }

    /**
     * Energy billed less energy read, kWh: losses, what is counted by two meters in series, and what is netted with energy fed in. Zero,
     * whatever was billed, for an account that has nothing of the kind, so that the proof of energy finds what was lost.
     */
    public BigDecimal adjustedKwh() {
        ReadingSet readings = facts.readings();
        BigDecimal read = readings.energy().get(RegisterKind.AP_TOTAL);
        boolean adjusted = read == null || sections.stream().map(RatedSection::input)
                .anyMatch(input -> !input.metered().meters().isEmpty() || input.metered().losses() != null
                        || input.twoWay().feeds());
        BigDecimal before = facts.instalment() == null ? BigDecimal.ZERO : facts.instalment().adjustedKwh();
        return adjusted ? rated.energyKwh().subtract(read == null ? BigDecimal.ZERO : read).subtract(before) : BigDecimal.ZERO;
    }
}
