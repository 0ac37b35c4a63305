package org.karawatt.performance.internal.service;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.karawatt.desk.api.ContactService;
import org.karawatt.desk.api.Satisfaction;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.quality.api.IndicatorInfo.MeasureInfo;
import org.karawatt.quality.spi.MeasureSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What customers said of the service when they were called back in the month. */
@Component
public final class DeskMeasures implements MeasureSource {

    private static final List<MeasureInfo> MEASURES = List.of(
            new MeasureInfo("desk.answered", "回访已评价", "Customers who gave a grade", "", false),
            new MeasureInfo("desk.satisfied", "回访评价满意", "Customers who were satisfied", "", false));

    private final ContactService contacts;
    private final BusinessClock clock;

    @Activate
    public DeskMeasures(@Reference(policyOption = ReferencePolicyOption.GREEDY) ContactService contacts, @Reference BusinessClock clock) {
        this.contacts = contacts;
        this.clock = clock;
    }

    @Override
    public List<MeasureInfo> measures() {
        return MEASURES;
    }

    @Override
    public Map<String, BigDecimal> values(BillingMonth month, String officeCode, String officePath) {
        Satisfaction told = contacts.satisfaction(CallContext.system(), officeCode,
                month.firstDay().atStartOfDay(clock.zone()).toInstant(), month.next().firstDay().atStartOfDay(clock.zone()).toInstant());
        return Map.of("desk.answered", BigDecimal.valueOf(told.answered()), "desk.satisfied", BigDecimal.valueOf(told.satisfied()));
    }
}
