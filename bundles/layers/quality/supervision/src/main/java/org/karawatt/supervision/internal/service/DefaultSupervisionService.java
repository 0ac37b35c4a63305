package org.karawatt.supervision.internal.service;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.quality.api.Board;
import org.karawatt.quality.api.QualityErrors;
import org.karawatt.quality.api.SupervisionService;
import org.karawatt.security.api.Permissions;
import org.karawatt.workflow.api.Standing;
import org.karawatt.workflow.api.StatisticsQuery;
import org.karawatt.workflow.api.WorkCase;
import org.karawatt.workflow.api.WorkFigures;
import org.karawatt.workflow.api.WorkTask;
import org.karawatt.workflow.api.WorkflowStatistics;
import org.karawatt.workflow.api.WorkflowStatistics.Group;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The supervision board, read from the workflow domain each time it is asked for: there is nothing that could be out of date. */
@Component
public final class DefaultSupervisionService implements SupervisionService {

    private final UnitOfWork work;
    private final WorkflowStatistics statistics;
    private final BusinessClock clock;

    @Activate
    public DefaultSupervisionService(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) WorkflowStatistics statistics, @Reference BusinessClock clock) {
        this.work = work;
        this.statistics = statistics;
        this.clock = clock;
    }

    @Override
    public Board board(CallContext context, String officeCode, int days) {
        context.require(Permissions.QUALITY_READ);
        if (days < 1 || days > MAX_DAYS) {
            throw KarawattException.invalid(List.of(Fault.of("days", QualityErrors.DAYS, 1, MAX_DAYS)));
        }
        Instant now = clock.now();
        StatisticsQuery query = new StatisticsQuery(officeCode, null, null, now.minus(Duration.ofDays(days)), now);
        return work.readOnly(() -> {
            List<WorkFigures> steps = statistics.tasks(context, query, Group.STEP);
            return new Board(now, query.from(), now, steps, statistics.cases(context, query, Group.PROCESS),
                    statistics.tasks(context, query, Group.OFFICE), bottleneck(steps));
        });
    }

    /** Where the most time has gone and goes; of equals the first. */
    private static WorkFigures bottleneck(List<WorkFigures> steps) {
        return steps.stream().filter(step -> step.waitingSeconds() > 0).max(Comparator.comparingLong(WorkFigures::waitingSeconds))
                .orElse(null);
    }

    @Override
    public Page<WorkTask> tasks(CallContext context, StatisticsQuery query, Standing standing, PageRequest page) {
        context.require(Permissions.QUALITY_READ);
        return statistics.tasksBehind(context, query, standing, page);
    }

    @Override
    public Page<WorkCase> cases(CallContext context, StatisticsQuery query, Standing standing, PageRequest page) {
        context.require(Permissions.QUALITY_READ);
        return statistics.casesBehind(context, query, standing, page);
    }
}
