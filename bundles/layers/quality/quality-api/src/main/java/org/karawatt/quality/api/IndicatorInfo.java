package org.karawatt.quality.api;

import java.math.BigDecimal;
import java.util.List;

/**
 * An indicator (指标) as its file states it.
 *
 * @param theme group that it is shown in
 * @param formula over the names of measures
 * @param unit such as {@code %}; empty for a bare number
 * @param decimals decimals it is rounded to, half up
 * @param target value that is aimed at; null for none
 * @param direction HIGHER or LOWER: which is better
 * @param records address of the list of records behind it; null when there is none
 * @param source where the definition comes from
 * @param origin bundle that brought it
 * @param measures the measures that it is computed from
 */
public record IndicatorInfo(String code, String nameZh, String nameEn, String theme, String formula, String unit, int decimals,
        BigDecimal target, String direction, String records, String source, String origin, List<MeasureInfo> measures) {

    public IndicatorInfo {
        measures = List.copyOf(measures);
    }

    /**
     * A measure (数据项).
     *
     * @param stock whether it is a state at the end of a time and not a sum over it
     */
    public record MeasureInfo(String name, String nameZh, String nameEn, String unit, boolean stock) {
    }
}
