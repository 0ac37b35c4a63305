package org.karawatt.billing.internal.calc;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.rating.RatedBill;
import org.karawatt.rating.RatedLine;
import org.karawatt.rating.RatingInput;

/**
 * A bill before it is issued: what went in, what rating made of it, and what contributors have added.
 *
 * @param facts what it was made from; null for a replay, which has only the stored input
 * @param contributed lines after the rated ones
 */
public record CalculatedBill(AccountFacts facts, RatingInput input, RatedBill rated, List<RatedLine> contributed) {

    public CalculatedBill {
        contributed = List.copyOf(contributed);
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
}
