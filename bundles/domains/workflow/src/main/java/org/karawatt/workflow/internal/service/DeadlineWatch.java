package org.karawatt.workflow.internal.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.work.Outbox;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.workflow.api.WorkflowErrors;
import org.karawatt.workflow.internal.config.WorkflowConfig;
import org.karawatt.workflow.internal.engine.Engine;
import org.karawatt.workflow.internal.store.CaseStore;
import org.karawatt.workflow.internal.store.TaskStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at what time brings: deadlines that come near or are over, timers of processes, parked steps whose handler is back, and personal values
 * whose time is over. Everything
 * it looks at is in the database, so that what fell due while the server was down is done at its first look. Thread-safe; several servers may
 * look at once, and each thing is told once.
 */
@Component(service = DeadlineWatch.class, immediate = true, configurationPid = WorkflowConfig.PID)
@Designate(ocd = WorkflowConfig.class)
public final class DeadlineWatch {

    private static final Logger LOG = LoggerFactory.getLogger(DeadlineWatch.class);
    private static final int AT_ONCE = 200;
    private static final int CLOSE_SECONDS = 30;

    private final UnitOfWork work;
    private final Casework casework;
    private final Handlers handlers;
    private final Outbox outbox;
    private final Retention retention;
    private final ScheduledExecutorService timer;
    /** Up to which parked step the last look has come; the next begins after it, so that some that cannot go on hide no others. */
    private long parkedUpTo;

    @Activate
    public DeadlineWatch(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work, @Reference Casework casework,
            @Reference Handlers handlers, @Reference Outbox outbox, @Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk,
            WorkflowConfig config) {
        this.work = work;
        this.casework = casework;
        this.handlers = handlers;
        this.outbox = outbox;
        this.retention = new Retention(work, bulk, casework, config.retention_days());
        int seconds = Math.max(1, Math.min(3600, config.watch_seconds()));
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "karawatt-workflow-watch");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::quietly, seconds, seconds, TimeUnit.SECONDS);
    }

    /** Lets a look that goes on come to its end: an interrupt would break the embedded database's files under it. */
    @Deactivate
    void close() {
        timer.shutdown();
        boolean over = false;
        try {
            over = timer.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!over) {
            LOG.warn("looking at deadlines did not end within {} s", CLOSE_SECONDS);
        }
    }

    private void quietly() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.warn("could not look at deadlines; trying again", e);
        }
    }

    /** One look; returns how many things it found to do. */
    int look() {
        int found = 0;
        for (TaskStore.Nearing nearing : work.readOnly(() -> casework.tasks.nearing(casework.now(), AT_ONCE))) {
            found += work.required(() -> tell(nearing)) ? 1 : 0;
        }
        for (Engine.DueTimer timer : work.readOnly(() -> casework.engine().dueTimers(AT_ONCE))) {
            found += goOn(timer) ? 1 : 0;
        }
        for (CaseStore.Parked step : nextParked()) {
            if (handlers.find(step.handler()).isPresent()) {
                found += goOn(step) ? 1 : 0;
            }
        }
        return found + retain();
    }

    private synchronized int retain() {
        return retention.look();
    }

    private synchronized List<CaseStore.Parked> nextParked() {
        List<CaseStore.Parked> next = work.readOnly(() -> casework.cases.parkedAfter(parkedUpTo, AT_ONCE));
        parkedUpTo = next.size() < AT_ONCE ? 0 : next.get(AT_ONCE - 1).id();
        return next;
    }

    private boolean tell(TaskStore.Nearing nearing) {
        if (!casework.tasks.told(nearing)) {
            return false;
        }
        CaseStore.Held held = casework.cases.find(nearing.caseId()).orElseThrow();
        String kind = nearing.overdue() ? "ESCALATED" : "WARNED";
        casework.happened(CallContext.system(), nearing.caseId(), held.workCase().caseNo(), nearing.taskId(), kind, null);
        Map<String, Object> payload = new HashMap<>(Map.of("case", nearing.caseId(), "caseNo", held.workCase().caseNo()));
        if (nearing.taskId() != null) {
            payload.put("task", nearing.taskId());
        }
        outbox.publish("karawatt/workflow/deadline/" + (nearing.overdue() ? "passed" : "neared"), String.valueOf(nearing.caseId()), payload);
        return true;
    }

    /** Each timer in a unit of its own: one that fails keeps no other from going on. */
    private boolean goOn(Engine.DueTimer timer) {
        try {
            work.required(() -> {
                casework.engine().run(timer);
                casework.cases.unpark(timer.engineId(), casework.now());
            });
            return true;
        } catch (RuntimeException e) {
            if (work.required(() -> casework.failed(timer.instanceId(), timer.engineId(), timer.stepKey(), e))) {
                LOG.warn("timer {} of instance {} fails", timer.stepKey(), timer.instanceId(), e);
            }
            return false;
        }
    }

    private boolean goOn(CaseStore.Parked step) {
        try {
            work.required(() -> {
                if (casework.engine().waits(step.engineId())) {
                    casework.retry(step);
                } else {
                    casework.cases.unpark(step.engineId(), casework.now());
                }
            });
            return true;
        } catch (RuntimeException e) {
            if (work.required(() -> casework.cases.cause(step.engineId(), WorkflowErrors.STEP_FAILED.code(),
                    casework.args(step.stepKey(), Casework.reason(e))))) {
                LOG.warn("step {} of case {} fails again", step.stepKey(), step.caseId(), e);
            }
            return false;
        }
    }
}
