package org.karawatt.metering.api;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A rule for a point from a day on; the parts are those of {@link PointRule}. {@code loss} null means none.
 *
 * @param parentNo number of the parent point, of the same account; may be null
 */
public record PointRuleDraft(String pointNo, LocalDate validFrom, String calculation, BigDecimal fixedKwh, BigDecimal ratioPct,
        String priceItem, String parentNo, String connection, PointLoss loss) {
}
