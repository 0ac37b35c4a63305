package org.karawatt.quality.api;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.time.BillingMonth;

/**
 * An indicator with its value.
 *
 * @param to last month, the same as {@code from} for one month
 * @param value null when something that it is computed from is missing, or it would divide by zero
 * @param met whether the target is met; null without a value or a target
 * @param measures values it was computed from; those that are missing are absent
 * @param missing names of the measures that are missing
 * @param kept whether it was computed from what is kept of closed months, and not from the records as they are now
 * @param records address of the list of records behind it, with its filter; null when there is none
 */
public record IndicatorFigure(String code, String officeCode, BillingMonth from, BillingMonth to, BigDecimal value, Boolean met,
        Map<String, BigDecimal> measures, List<String> missing, boolean kept, String records) {

    public IndicatorFigure {
        measures = Map.copyOf(measures);
        missing = List.copyOf(missing);
    }
}
