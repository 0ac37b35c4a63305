package org.karawatt.performance.internal.service;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.billing.api.BillGuardService;
import org.karawatt.billing.api.BillingService;
import org.karawatt.billing.api.BillingService.MonthFigures;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.quality.api.IndicatorInfo.MeasureInfo;
import org.karawatt.quality.spi.MeasureSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What bills of the month tell. */
@Component
public final class BillMeasures implements MeasureSource {

    private static final List<MeasureInfo> MEASURES = List.of(
            new MeasureInfo("bill.count", "有效电费账单", "Bills that stand", "", false),
            new MeasureInfo("bill.sent", "发行电费账单", "Bills sent out", "", false),
            new MeasureInfo("bill.wrong", "后被冲正的账单", "Bills reversed later", "", false),
            new MeasureInfo("bill.amount", "应收电费", "Amount billed", "CNY", false),
            new MeasureInfo("bill.kwh", "售电量", "Energy billed", "kWh", false),
            new MeasureInfo("bill.held", "暂缓发行账单", "Bills held before their issue", "", false));

    private final BillingService billing;
    private final BillGuardService guard;

    @Activate
    public BillMeasures(@Reference(policyOption = ReferencePolicyOption.GREEDY) BillingService billing,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BillGuardService guard) {
        this.billing = billing;
        this.guard = guard;
    }

    @Override
    public List<MeasureInfo> measures() {
        return MEASURES;
    }

    @Override
    public Map<String, BigDecimal> values(BillingMonth month, String officeCode, String officePath) {
        Map<String, BigDecimal> values = new HashMap<>();
        MonthFigures billed = billing.figures(month, officePath);
        if (billed.standing() + billed.sent() > 0) {
            values.put("bill.count", BigDecimal.valueOf(billed.standing()));
            values.put("bill.sent", BigDecimal.valueOf(billed.sent()));
            values.put("bill.wrong", BigDecimal.valueOf(billed.wrong()));
            values.put("bill.amount", billed.amount());
            values.put("bill.kwh", billed.energyKwh());
            values.put("bill.held", BigDecimal.valueOf(guard.holds(CallContext.system(), month, officeCode, "HELD", PageRequest.first(1))
                    .total()));
        }
        return values;
    }
}
