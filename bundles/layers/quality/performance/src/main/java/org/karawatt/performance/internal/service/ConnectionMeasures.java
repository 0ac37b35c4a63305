package org.karawatt.performance.internal.service;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.karawatt.connection.api.Compliance;
import org.karawatt.connection.api.ConnectionService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.quality.api.IndicatorInfo.MeasureInfo;
import org.karawatt.quality.spi.MeasureSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** New connections archived in the month: compliant when each node kept its limit (rules F.1). A month without any has none, which is known. */
@Component
public final class ConnectionMeasures implements MeasureSource {

    private static final List<MeasureInfo> MEASURES = List.of(
            new MeasureInfo("connection.met", "各环节达标的归档业扩", "New connections that kept every limit", "", false),
            new MeasureInfo("connection.missed", "有环节超期的归档业扩", "New connections with a limit missed", "", false));

    private final ConnectionService connections;

    @Activate
    public ConnectionMeasures(@Reference(policyOption = ReferencePolicyOption.GREEDY) ConnectionService connections) {
        this.connections = connections;
    }

    @Override
    public List<MeasureInfo> measures() {
        return MEASURES;
    }

    @Override
    public Map<String, BigDecimal> values(BillingMonth month, String officeCode, String officePath) {
        Compliance kept = connections.compliance(CallContext.system(), null, officeCode, month.firstDay(), month.next().firstDay());
        return Map.of("connection.met", BigDecimal.valueOf(kept.compliant()), "connection.missed",
                BigDecimal.valueOf(kept.cases() - kept.compliant()));
    }
}
