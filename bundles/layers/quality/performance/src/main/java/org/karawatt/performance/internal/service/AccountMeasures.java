package org.karawatt.performance.internal.service;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.customer.api.AccountQuery;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.quality.api.IndicatorInfo.MeasureInfo;
import org.karawatt.quality.spi.MeasureSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** How many accounts there are. */
@Component
public final class AccountMeasures implements MeasureSource {

    private static final List<MeasureInfo> MEASURES = List.of(
            new MeasureInfo("account.count", "正常用电户数", "Accounts supplied", "", true));

    private final CustomerService customers;
    private final BusinessClock clock;

    @Activate
    public AccountMeasures(@Reference(policyOption = ReferencePolicyOption.GREEDY) CustomerService customers, @Reference BusinessClock clock) {
        this.customers = customers;
        this.clock = clock;
    }

    @Override
    public List<MeasureInfo> measures() {
        return MEASURES;
    }

    @Override
    public Map<String, BigDecimal> values(BillingMonth month, String officeCode, String officePath) {
        Map<String, BigDecimal> values = new HashMap<>();
        if (States.areKnown(clock, month)) {
            values.put("account.count", BigDecimal.valueOf(customers.find(CallContext.system(),
                    new AccountQuery(null, officeCode, null, "ACTIVE"), PageRequest.first(1)).total()));
        }
        return values;
    }
}
