package org.karawatt.desk.internal.service;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.karawatt.desk.api.Contact;
import org.karawatt.desk.internal.store.ContactStore;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.workflow.api.CaseService;
import org.karawatt.workflow.api.CaseView;
import org.karawatt.workflow.api.Deadline;
import org.karawatt.workflow.api.TaskStatus;
import org.karawatt.workflow.api.WorkCase;
import org.karawatt.workflow.api.WorkTask;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Keeps the state and the next end of a time allowed of contacts in step with their cases. Thread-safe; bears repeats. */
@Component(service = Tracker.class)
public final class Tracker {

    private static final int AT_ONCE = 200;

    private final UnitOfWork work;
    private final BusinessClock clock;
    private final CaseService cases;
    private final ContactStore store;

    @Activate
    public Tracker(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk, @Reference Numbering numbering,
            @Reference BusinessClock clock, @Reference(policyOption = ReferencePolicyOption.GREEDY) CaseService cases) {
        this.work = work;
        this.clock = clock;
        this.cases = cases;
        this.store = new ContactStore(bulk, numbering);
    }

    /** Looks at the case of a contact; a case that is none changes nothing. */
    void follow(long caseId) {
        work.required(() -> {
            if (store.byCase(caseId, clock.now()).filter(held -> held.contact().closedAt() == null).isPresent()) {
                CaseView view = cases.view(CallContext.system(), caseId);
                WorkCase workCase = view.workCase();
                store.follow(caseId, Contact.State.valueOf(workCase.status().name()), workCase.closedAt() == null ? next(view) : null,
                        workCase.closedAt(), workCase.accountId());
            }
        });
    }

    /** The next end of a time allowed; null while the matter is with the customer, who is to be called back. */
    private static Instant next(CaseView view) {
        List<WorkTask> open = view.tasks().stream().filter(t -> t.status() == TaskStatus.OPEN || t.status() == TaskStatus.CLAIMED).toList();
        if (open.stream().anyMatch(task -> task.stepKey().equals(CallBackStep.STEP))) {
            return null;
        }
        return Stream.concat(Stream.of(view.workCase()).map(WorkCase::deadline), open.stream().map(WorkTask::deadline))
                .filter(Objects::nonNull).map(Deadline::dueAt).min(Instant::compareTo).orElse(null);
    }

    /** Looks at the next contacts that have not ended; returns the last case looked at, or null when there are no more. */
    Long catchUpAfter(long caseId) {
        List<Long> some = work.readOnly(() -> store.openCasesAfter(caseId, AT_ONCE));
        some.forEach(this::follow);
        return some.isEmpty() ? null : some.get(some.size() - 1);
    }
}
