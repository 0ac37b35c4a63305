package org.karawatt.workflow.internal.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.karawatt.codes.api.CodeService;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.workflow.api.CaseStatus;
import org.karawatt.workflow.api.FormField;
import org.karawatt.workflow.api.TaskForm;
import org.karawatt.workflow.api.TaskQuery;
import org.karawatt.workflow.api.TaskService;
import org.karawatt.workflow.api.TaskStatus;
import org.karawatt.workflow.api.WorkTask;
import org.karawatt.workflow.api.WorkflowErrors;
import org.karawatt.workflow.internal.calc.Forms;
import org.karawatt.workflow.internal.store.CaseStore;
import org.karawatt.workflow.internal.store.TaskStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Tasks. */
@Component(service = TaskService.class)
public final class DefaultTaskService implements TaskService {

    private static final String STEER = "workflow.steer";
    private static final String ROLE = "task.";
    private static final String EVERY_ROLE = "task.*";

    private final UnitOfWork work;
    private final Casework casework;
    private final OfficePaths offices;
    private final CodeService codes;
    private final BusinessClock clock;

    @Activate
    public DefaultTaskService(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work, @Reference Casework casework,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CodeService codes, @Reference BusinessClock clock) {
        this.work = work;
        this.casework = casework;
        this.offices = new OfficePaths(offices);
        this.codes = codes;
        this.clock = clock;
    }

    @Override
    public Page<WorkTask> workList(CallContext context, TaskQuery query, PageRequest page) {
        return work.readOnly(() -> casework.tasks.workList(context.user(), roles(context), query,
                offices.path(context, query.officeCode()), context.scope(), page));
    }

    /** Roles of the caller among those that tasks ask for; null means all. */
    private List<String> roles(CallContext context) {
        return context.may(EVERY_ROLE) ? null
                : casework.tasks.roles().stream().filter(role -> context.may(ROLE + role)).sorted().toList();
    }

    @Override
    public WorkTask task(CallContext context, long taskId) {
        return work.readOnly(() -> held(context, taskId).task());
    }

    /** A task that the caller may see: of his role and offices, or his own. */
    private TaskStore.Held held(CallContext context, long taskId) {
        return casework.tasks.find(taskId).filter(held -> context.user().equals(held.task().assignee())
                || context.scope().covers(held.officePath()) && (context.may(ROLE + held.task().role()) || context.may(STEER)))
                .orElseThrow(() -> KarawattException.notFound(WorkflowErrors.TASK_UNKNOWN, taskId));
    }

    /** A task that is still to be done, of a case that is not suspended. */
    private TaskStore.Held open(CallContext context, long taskId) {
        TaskStore.Held held = held(context, taskId);
        if (held.task().status() != TaskStatus.OPEN && held.task().status() != TaskStatus.CLAIMED) {
            throw KarawattException.conflict(WorkflowErrors.TASK_OVER);
        }
        if (casework.cases.find(held.task().caseId()).orElseThrow().workCase().status() == CaseStatus.SUSPENDED) {
            throw KarawattException.conflict(WorkflowErrors.CASE_SUSPENDED);
        }
        return held;
    }

    /** A task that the caller has, or that nobody has and he may take. */
    private TaskStore.Held his(CallContext context, long taskId) {
        TaskStore.Held held = open(context, taskId);
        String assignee = held.task().assignee();
        if (assignee != null && !assignee.equals(context.user())) {
            throw KarawattException.conflict(WorkflowErrors.NOT_YOURS, assignee);
        }
        if (assignee == null) {
            context.require(ROLE + held.task().role());
        }
        return held;
    }

    @Override
    public TaskForm form(CallContext context, long taskId) {
        return work.readOnly(() -> {
            TaskStore.Held held = held(context, taskId);
            CaseStore.Held of = casework.cases.find(held.task().caseId()).orElseThrow();
            List<FormField> fields = fields(of, held.task().stepKey());
            Map<String, Object> values = new HashMap<>(casework.engine().values(of.engineId()));
            values.keySet().retainAll(fields.stream().map(FormField::key).toList());
            return new TaskForm(fields, values);
        });
    }

    private List<FormField> fields(CaseStore.Held of, String stepKey) {
        return casework.file(casework.processes.find(of.processId()).orElseThrow().engineId()).tasks().get(stepKey).form();
    }

    @Override
    public WorkTask claim(CallContext context, long taskId) {
        return work.required(() -> assigned(context, his(context, taskId), context.user(), null, "CLAIMED", null));
    }

    @Override
    public WorkTask release(CallContext context, long taskId, String reason) {
        return work.required(() -> assigned(context, mine(context, taskId), null, null, "RELEASED", reason));
    }

    @Override
    public WorkTask delegate(CallContext context, long taskId, String user, String reason) {
        new Faults().text("user", user, 60).throwIfAny();
        return work.required(() -> assigned(context, mine(context, taskId), user, context.user(), "DELEGATED", user + note(reason)));
    }

    @Override
    public WorkTask handOver(CallContext context, long taskId, String user, String reason) {
        new Faults().text("user", user, 60).throwIfAny();
        return work.required(() -> assigned(context, mine(context, taskId), user, null, "HANDED_OVER", user + note(reason)));
    }

    private static String note(String reason) {
        return reason == null || reason.isBlank() ? "" : ": " + reason;
    }

    /** A task that the caller has; whoever may steer has all. */
    private TaskStore.Held mine(CallContext context, long taskId) {
        TaskStore.Held held = open(context, taskId);
        if (!context.may(STEER) && !context.user().equals(held.task().assignee())) {
            throw KarawattException.conflict(WorkflowErrors.NOT_YOURS, Objects.toString(held.task().assignee(), "-"));
        }
        return held;
    }

    private WorkTask assigned(CallContext context, TaskStore.Held held, String assignee, String owner, String kind, String note) {
        if (!casework.tasks.assign(held.task(), assignee, owner)) {
            throw KarawattException.conflict(WorkflowErrors.CHANGED);
        }
        casework.happened(context, held.task().caseId(), held.task().caseNo(), held.task().id(), kind, note);
        return casework.tasks.find(held.task().id()).orElseThrow().task();
    }

    @Override
    public WorkTask complete(CallContext context, long taskId, Map<String, Object> values) {
        return work.required(() -> {
            TaskStore.Held held = his(context, taskId);
            WorkTask task = held.task();
            CaseStore.Held of = casework.cases.find(task.caseId()).orElseThrow();
            Map<String, Object> checked = Forms.check(fields(of, task.stepKey()), values == null ? Map.of() : values,
                    (table, code) -> codes.isValid(table, code, clock.today()));
            if (task.owner() != null && !task.owner().equals(context.user())) {
                // what was delegated comes back to its owner with what has been put in
                casework.engine().set(of.engineId(), checked);
                return assigned(context, held, task.owner(), null, "DELEGATED", task.owner());
            }
            String outcome = checked.get(Casework.OUTCOME) == null ? null : checked.get(Casework.OUTCOME).toString();
            if (!casework.tasks.done(task, context.user(), outcome, casework.form(checked), clock.now())) {
                throw KarawattException.conflict(WorkflowErrors.CHANGED);
            }
            casework.happened(context, task.caseId(), task.caseNo(), task.id(), "DONE", outcome);
            casework.as(context, () -> casework.engine().complete(held.engineId(), checked));
            return casework.tasks.find(taskId).orElseThrow().task();
        });
    }
}
