package org.karawatt.connection.internal.service;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.karawatt.asset.api.Asset;
import org.karawatt.connection.api.ConnectionErrors;

/** Ratios of instrument transformers. */
final class Ratios {

    private static final int DECIMALS = 4;

    private Ratios() {
    }

    /** The ratio of an instrument transformer; 1 without one. A ratio that is not known, or not to four decimals, is a fault. */
    static BigDecimal of(FormFaults faults, String field, Asset transformer) {
        if (transformer == null) {
            return BigDecimal.ONE;
        }
        BigDecimal primary = transformer.ratioPrimary();
        BigDecimal secondary = transformer.ratioSecondary();
        if (primary != null && secondary != null && primary.signum() > 0 && secondary.signum() > 0) {
            BigDecimal ratio = primary.divide(secondary, DECIMALS, RoundingMode.HALF_UP);
            if (ratio.multiply(secondary).compareTo(primary) == 0) {
                return ratio;
            }
        }
        faults.add(field, ConnectionErrors.RATIO_UNKNOWN, transformer.assetNo());
        return BigDecimal.ONE;
    }
}
