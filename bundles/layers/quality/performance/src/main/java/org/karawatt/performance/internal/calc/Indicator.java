package org.karawatt.performance.internal.calc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.quality.api.Formula;

/**
 * An indicator of a file with its formula read. Pure and immutable.
 *
 * @param measures names that the formula may speak of
 * @param records address of the records behind it; {@code {month}} and {@code {office}} are put in
 */
public record Indicator(String code, String nameZh, String nameEn, String theme, Formula formula, List<String> measures, String unit,
        int decimals, BigDecimal target, String direction, String records, String source, String origin) {

    /** Reads the formula over the measures that the indicator names. */
    public static Formula formula(String text, List<String> measures) {
        Map<String, Formula.Type> names = new HashMap<>();
        measures.forEach(name -> names.put(name, Formula.Type.NUMBER));
        return Formula.parse(text, names, Formula.Type.NUMBER);
    }

    /** The value, rounded half up; null when something is missing. */
    public BigDecimal value(Map<String, BigDecimal> values) {
        BigDecimal value = formula.number(values::get);
        return value == null ? null : value.setScale(decimals, RoundingMode.HALF_UP);
    }

    /** Whether a value meets the target; null without one of them. */
    public Boolean met(BigDecimal value) {
        if (value == null || target == null) {
            return null;
        }
        return "HIGHER".equals(direction) ? value.compareTo(target) >= 0 : value.compareTo(target) <= 0;
    }

    /** Address of the records behind a figure; null when there is none. */
    public String records(String officeCode, BillingMonth month) {
        return records == null ? null : records.replace("{month}", month.toString()).replace("{office}", officeCode);
    }
}
