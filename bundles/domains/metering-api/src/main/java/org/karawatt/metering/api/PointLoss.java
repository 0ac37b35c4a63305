package org.karawatt.metering.api;

import java.math.BigDecimal;

/**
 * Transformer and line losses that a point bears where supply is at high voltage and metering at low (高供低计; rules C.6).
 *
 * @param method how the transformer loss is found: NONE, GIVEN, TABLE or FORMULA
 * @param table code of the tariff's loss table; null unless TABLE
 * @param transformerId transformer whose figures count; null when none is recorded
 * @param kwh active loss of a month; null unless GIVEN
 * @param kvarh reactive loss of a month; null for none
 * @param copperPct copper loss in percent of the energy read; null for the tariff's rule
 * @param sharePct share of a shared transformer that this customer bears, 0 when the utility bears it; null for all of it
 * @param linePct line loss in percent by contract; null for none
 * @param lineBase what the line loss is a percentage of: READ or READ_AND_TRANSFORMER; null without a line loss
 * @param spread over the periods of the day: PROPORTIONAL or FLAT; null for the tariff's rule
 * @param decimals decimals each loss is rounded to; null for no rounding
 */
public record PointLoss(String method, String table, Long transformerId, BigDecimal kwh, BigDecimal kvarh, BigDecimal copperPct,
        BigDecimal sharePct, BigDecimal linePct, String lineBase, String spread, Integer decimals) {

    /** No losses. */
    public static final PointLoss NONE = new PointLoss("NONE", null, null, null, null, null, null, null, null, null, null);

    /** Whether anything is added to what is read. */
    public boolean isNone() {
        return "NONE".equals(method) && linePct == null;
    }
}
