package org.karawatt.metering.api;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A rule for a point from a day on; the parts are those of {@link PointRule}. {@code loss} null means none.
 *
 * @param parentNo number of the parent point, of the same account; may be null
 * @param standbyGroup only of a point that is read and part of no other; may be null
 */
public record PointRuleDraft(String pointNo, LocalDate validFrom, String calculation, BigDecimal fixedKwh, BigDecimal ratioPct,
        String priceItem, String parentNo, String connection, PointLoss loss, String standbyGroup) {

    /** A point whose line stands by for no other. */
    public PointRuleDraft(String pointNo, LocalDate validFrom, String calculation, BigDecimal fixedKwh, BigDecimal ratioPct,
            String priceItem, String parentNo, String connection, PointLoss loss) {
        this(pointNo, validFrom, calculation, fixedKwh, ratioPct, priceItem, parentNo, connection, loss, null);
    }
}
