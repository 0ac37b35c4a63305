package org.karawatt.performance.internal.service;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.ledger.api.Arrears;
import org.karawatt.ledger.api.LedgerService;
import org.karawatt.quality.api.IndicatorInfo.MeasureInfo;
import org.karawatt.quality.spi.MeasureSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What receivables of the month tell, as they are now. */
@Component
public final class LedgerMeasures implements MeasureSource {

    private static final List<MeasureInfo> MEASURES = List.of(
            new MeasureInfo("ledger.receivable", "应收电费", "Receivable", "CNY", false),
            new MeasureInfo("ledger.open", "未收电费", "Open", "CNY", false),
            new MeasureInfo("ledger.overdue", "逾期电费", "Overdue", "CNY", false));

    private final LedgerService ledger;

    @Activate
    public LedgerMeasures(@Reference(policyOption = ReferencePolicyOption.GREEDY) LedgerService ledger) {
        this.ledger = ledger;
    }

    @Override
    public List<MeasureInfo> measures() {
        return MEASURES;
    }

    @Override
    public Map<String, BigDecimal> values(BillingMonth month, String officeCode, String officePath) {
        Map<String, BigDecimal> values = new HashMap<>();
        Arrears arrears = ledger.arrears(CallContext.system(), month, officeCode);
        if (arrears.receivables() > 0) {
            values.put("ledger.receivable", arrears.amount());
            values.put("ledger.open", arrears.open());
            values.put("ledger.overdue", arrears.overdue());
        }
        return values;
    }
}
