package org.karawatt.quality.spi;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.quality.api.IndicatorInfo.MeasureInfo;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Measures that indicators are computed from. Called in a unit of work, without scope check. Of two sources with the same name the one
 * of the higher {@code service.ranking} counts. Thread-safe.
 */
@ConsumerType
public interface MeasureSource {

    /** What it measures. */
    List<MeasureInfo> measures();

    /**
     * The values of all its measures in a month for an office and those below it. What is not known is absent: it is never zero for want of
     * data.
     */
    Map<String, BigDecimal> values(BillingMonth month, String officeCode, String officePath);
}
