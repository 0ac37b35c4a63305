package org.karawatt.metering.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.karawatt.kernel.time.Period;

/**
 * How the quantity of a point is found in some days (rules C.6 and C.7). A point without a rule is metered, bears no losses and is
 * part of no other.
 *
 * @param calculation METERED, FIXED (定量) or RATIO (定比)
 * @param fixedKwh fixed quantity of a month; null unless FIXED
 * @param ratioPct share in percent of what is left after sub-meters and fixed quantities; null unless RATIO
 * @param priceItem item of the tariff that prices a fixed or ratio quantity; null for the one that is configured
 * @param parentId point whose quantity this one is taken out of; null for a main point, or for a fixed or ratio quantity that comes out
 *     of the account's total
 * @param connection SERIES (套表) or PARALLEL (并接) to the parent: only the former takes part in the power factor; null without a parent
 * @param loss losses, never null
 * @param validFrom first day
 * @param validTo day after the last; null while it is in force
 * @param standbyGroup what the points of lines that stand by for each other have in common: of their demands the highest counts, while
 *     those of lines in use together are added (rules C.8); null for a line of its own
 */
public record PointRule(long accountId, long pointId, String calculation, BigDecimal fixedKwh, BigDecimal ratioPct, String priceItem,
        Long parentId, String connection, PointLoss loss, LocalDate validFrom, LocalDate validTo, String standbyGroup) {

    /** A point whose line stands by for no other. */
    public PointRule(long accountId, long pointId, String calculation, BigDecimal fixedKwh, BigDecimal ratioPct, String priceItem,
            Long parentId, String connection, PointLoss loss, LocalDate validFrom, LocalDate validTo) {
        this(accountId, pointId, calculation, fixedKwh, ratioPct, priceItem, parentId, connection, loss, validFrom, validTo, null);
    }

    /** The days of this rule. */
    public Period validity() {
        return new Period(validFrom, validTo);
    }

    /** Whether the quantity is agreed, and not read. */
    public boolean isAgreed() {
        return !"METERED".equals(calculation);
    }
}
