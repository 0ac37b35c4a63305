package org.karawatt.performance.internal.service;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.quality.api.AuditFigures;
import org.karawatt.quality.api.AuditService;
import org.karawatt.quality.api.IndicatorInfo.MeasureInfo;
import org.karawatt.quality.spi.MeasureSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What the audit has found and what has become of it. */
@Component
public final class AuditMeasures implements MeasureSource {

    private static final List<MeasureInfo> MEASURES = List.of(
            new MeasureInfo("audit.found", "发现稽查问题", "Hits found", "", false),
            new MeasureInfo("audit.rectified", "整改稽查问题", "Hits rectified", "", false),
            new MeasureInfo("audit.falseAlarms", "误报", "False alarms", "", false),
            new MeasureInfo("audit.open", "未处理稽查问题", "Hits not dealt with", "", true),
            new MeasureInfo("archive.faulty", "未处理档案问题", "Faults of customer files not dealt with", "", true));

    private final AuditService audit;
    private final BusinessClock clock;

    @Activate
    public AuditMeasures(@Reference(policyOption = ReferencePolicyOption.GREEDY) AuditService audit, @Reference BusinessClock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public List<MeasureInfo> measures() {
        return MEASURES;
    }

    @Override
    public Map<String, BigDecimal> values(BillingMonth month, String officeCode, String officePath) {
        Map<String, BigDecimal> values = new HashMap<>();
        List<AuditFigures> rules = audit.figures(CallContext.system(), month, month, officeCode);
        // where no rule has ever found anything nobody knows whether any has looked
        if (rules.isEmpty()) {
            return values;
        }
        put(values, "audit.found", rules, AuditFigures::found);
        put(values, "audit.rectified", rules, AuditFigures::rectified);
        put(values, "audit.falseAlarms", rules, AuditFigures::falseAlarms);
        if (States.areKnown(clock, month)) {
            put(values, "audit.open", rules, AuditFigures::open);
            put(values, "archive.faulty", rules.stream().filter(rule -> "ARCHIVES".equals(rule.theme())).toList(), AuditFigures::open);
        }
        return values;
    }

    private static void put(Map<String, BigDecimal> values, String name, List<AuditFigures> rules, ToLongFunction<AuditFigures> figure) {
        values.put(name, BigDecimal.valueOf(rules.stream().mapToLong(figure).sum()));
    }
}
