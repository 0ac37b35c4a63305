package org.karawatt.performance.internal.service;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.quality.api.IndicatorInfo.MeasureInfo;
import org.karawatt.quality.spi.MeasureSource;
import org.karawatt.workflow.api.StatisticsQuery;
import org.karawatt.workflow.api.WorkFigures;
import org.karawatt.workflow.api.WorkflowStatistics;
import org.karawatt.workflow.api.WorkflowStatistics.Group;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** What cases tell: opened and closed in the month, in time or not, and how the open ones stand. */
@Component
public final class WorkMeasures implements MeasureSource {

    private static final List<MeasureInfo> MEASURES = List.of(
            new MeasureInfo("cases.done", "办结工单", "Cases closed", "", false),
            new MeasureInfo("cases.met", "按时办结工单", "Cases closed in time", "", false),
            new MeasureInfo("cases.missed", "超期办结工单", "Cases closed late", "", false),
            new MeasureInfo("cases.seconds", "办结工单总时长", "Time that closed cases took", "s", false),
            new MeasureInfo("cases.open", "在途工单", "Open cases", "", true),
            new MeasureInfo("cases.overdue", "超期在途工单", "Open cases past their deadline", "", true),
            new MeasureInfo("complaint.opened", "受理投诉", "Complaints opened", "", false),
            new MeasureInfo("complaint.met", "按时答复投诉", "Complaints answered in time", "", false),
            new MeasureInfo("complaint.missed", "超期答复投诉", "Complaints answered late", "", false));

    private final WorkflowStatistics statistics;
    private final BusinessClock clock;

    @Activate
    public WorkMeasures(@Reference(policyOption = ReferencePolicyOption.GREEDY) WorkflowStatistics statistics, @Reference BusinessClock clock) {
        this.statistics = statistics;
        this.clock = clock;
    }

    @Override
    public List<MeasureInfo> measures() {
        return MEASURES;
    }

    @Override
    public Map<String, BigDecimal> values(BillingMonth month, String officeCode, String officePath) {
        Map<String, BigDecimal> values = new HashMap<>();
        List<WorkFigures> processes = statistics.cases(CallContext.system(), new StatisticsQuery(officeCode, null, null,
                month.firstDay().atStartOfDay(clock.zone()).toInstant(), month.next().firstDay().atStartOfDay(clock.zone()).toInstant()),
                Group.PROCESS);
        // an office where nothing was worked on in the month has no figures, not good ones
        if (processes.isEmpty()) {
            return values;
        }
        put(values, "cases.done", processes, WorkFigures::done);
        put(values, "cases.met", processes, WorkFigures::met);
        put(values, "cases.missed", processes, WorkFigures::missed);
        put(values, "cases.seconds", processes, WorkFigures::doneSeconds);
        if (States.areKnown(clock, month)) {
            put(values, "cases.open", processes, WorkFigures::open);
            put(values, "cases.overdue", processes, WorkFigures::overdue);
        }
        List<WorkFigures> complaints = processes.stream().filter(p -> p.processKey().startsWith("complaint")).toList();
        put(values, "complaint.opened", complaints, WorkFigures::opened);
        put(values, "complaint.met", complaints, WorkFigures::met);
        put(values, "complaint.missed", complaints, WorkFigures::missed);
        return values;
    }

    private static void put(Map<String, BigDecimal> values, String name, List<WorkFigures> figures, ToLongFunction<WorkFigures> figure) {
        values.put(name, BigDecimal.valueOf(figures.stream().mapToLong(figure).sum()));
    }
}
