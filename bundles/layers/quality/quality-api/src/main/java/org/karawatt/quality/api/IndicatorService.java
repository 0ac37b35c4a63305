package org.karawatt.quality.api;

import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.BillingMonth;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Indicators (绩效指标) as data. Reading needs {@code quality.read}, keeping a month {@code quality.manage}; limited to the caller's offices.
 * An indicator over offices or months is computed from the sums of its measures, never from the values of its parts. Thread-safe.
 */
@ProviderType
public interface IndicatorService {

    /** Most months of one question. */
    int MAX_MONTHS = 24;

    /** All indicators, by theme and code. */
    List<IndicatorInfo> indicators(CallContext context);

    /** Every indicator of an office and those below it over months; the office null means the topmost that the caller sees. */
    List<IndicatorFigure> figures(CallContext context, String officeCode, BillingMonth from, BillingMonth to);

    /** One indicator month by month, oldest first. */
    List<IndicatorFigure> series(CallContext context, String code, String officeCode, BillingMonth from, BillingMonth to);

    /** One indicator of each office directly below an office, by office code. */
    List<IndicatorFigure> byOffice(CallContext context, String code, String officeCode, BillingMonth from, BillingMonth to);

    /**
     * Keeps the measures of a month for every office, in place of what was kept of it before. Measures that are missing are not kept.
     *
     * @return how many values are kept
     */
    int keep(CallContext context, BillingMonth month);
}
