package org.karawatt.workflow.internal.service;

import java.util.List;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.workflow.api.Standing;
import org.karawatt.workflow.api.StatisticsQuery;
import org.karawatt.workflow.api.WorkCase;
import org.karawatt.workflow.api.WorkFigures;
import org.karawatt.workflow.api.WorkTask;
import org.karawatt.workflow.api.WorkflowStatistics;
import org.karawatt.workflow.internal.store.StatisticsStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Figures of cases and tasks. */
@Component(service = WorkflowStatistics.class)
public final class DefaultWorkflowStatistics implements WorkflowStatistics {

    private static final String READ = "workflow.read";

    private final UnitOfWork work;
    private final OfficePaths offices;
    private final BusinessClock clock;
    private final StatisticsStore store;

    @Activate
    public DefaultWorkflowStatistics(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices, @Reference BusinessClock clock) {
        this.work = work;
        this.offices = new OfficePaths(offices);
        this.clock = clock;
        this.store = new StatisticsStore(bulk);
    }

    @Override
    public List<WorkFigures> tasks(CallContext context, StatisticsQuery query, Group group) {
        String path = path(context, query);
        return work.readOnly(() -> store.tasks(query, path, context.scope(), group, clock.now()));
    }

    @Override
    public List<WorkFigures> cases(CallContext context, StatisticsQuery query, Group group) {
        if (group == Group.STEP) {
            throw new IllegalArgumentException("a case has no step of its own");
        }
        String path = path(context, query);
        return work.readOnly(() -> store.cases(query, path, context.scope(), group, clock.now()));
    }

    @Override
    public Page<WorkTask> tasksBehind(CallContext context, StatisticsQuery query, Standing standing, PageRequest page) {
        String path = path(context, query);
        return work.readOnly(() -> store.tasksBehind(query, path, context.scope(), standing, clock.now(), page));
    }

    @Override
    public Page<WorkCase> casesBehind(CallContext context, StatisticsQuery query, Standing standing, PageRequest page) {
        String path = path(context, query);
        return work.readOnly(() -> store.casesBehind(query, path, context.scope(), standing, clock.now(), page));
    }

    private String path(CallContext context, StatisticsQuery query) {
        context.require(READ);
        return offices.path(context, query.officeCode());
    }
}
