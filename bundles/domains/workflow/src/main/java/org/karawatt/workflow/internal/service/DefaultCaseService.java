package org.karawatt.workflow.internal.service;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.karawatt.codes.api.CodeService;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.text.Mask;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.workflow.api.Attachment;
import org.karawatt.workflow.api.CaseQuery;
import org.karawatt.workflow.api.CaseService;
import org.karawatt.workflow.api.CaseStatus;
import org.karawatt.workflow.api.CaseView;
import org.karawatt.workflow.api.Deadline;
import org.karawatt.workflow.api.FormField;
import org.karawatt.workflow.api.NewCase;
import org.karawatt.workflow.api.WorkCase;
import org.karawatt.workflow.api.WorkflowErrors;
import org.karawatt.workflow.internal.calc.Forms;
import org.karawatt.workflow.internal.calc.ProcessFile;
import org.karawatt.workflow.internal.calc.WorkingTime.Due;
import org.karawatt.workflow.internal.config.WorkflowConfig;
import org.karawatt.workflow.internal.store.CaseStore;
import org.karawatt.workflow.internal.store.ProcessStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Cases. */
@Component(service = CaseService.class, configurationPid = WorkflowConfig.PID)
public final class DefaultCaseService implements CaseService {

    private static final String READ = "workflow.read";
    private static final String OPEN = "workflow.open";
    private static final String STEER = "workflow.steer";
    private static final String REVEAL = "customer.reveal";
    private static final String SUSPENDED = "SUSPENDED";
    private static final int MEGABYTE = 1024 * 1024;
    private static final int USUAL_PRIORITY = 5;
    private static final int LEAST_URGENT = 9;
    private static final Set<String> MEDIA_TYPES = Set.of("application/pdf", "image/png", "image/jpeg", "image/webp", "text/plain", "text/csv",
            "application/zip", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final UnitOfWork work;
    private final Casework casework;
    private final DefaultProcessService processes;
    private final OfficePaths offices;
    private final CodeService codes;
    private final BusinessClock clock;
    private final int attachmentMb;

    @Activate
    public DefaultCaseService(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work, @Reference Casework casework,
            @Reference DefaultProcessService processes, @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CodeService codes, @Reference BusinessClock clock,
            WorkflowConfig config) {
        this.work = work;
        this.casework = casework;
        this.processes = processes;
        this.offices = new OfficePaths(offices);
        this.codes = codes;
        this.clock = clock;
        this.attachmentMb = Math.max(1, Math.min(15, config.attachment_mb()));
    }

    @Override
    public WorkCase open(CallContext context, NewCase draft) {
        context.require(OPEN);
        new Faults().text("processKey", draft.processKey(), 60).text("officeCode", draft.officeCode(), 20).text("title", draft.title(), 200)
                .throwIfAny();
        int priority = draft.priority() == null ? USUAL_PRIORITY : draft.priority();
        if (priority < 1 || priority > LEAST_URGENT) {
            throw KarawattException.invalid(WorkflowErrors.FIELD_INVALID, priority);
        }
        return work.required(() -> {
            ProcessStore.Stored process = processes.offered(draft.processKey());
            ProcessFile file = casework.file(process.engineId());
            Office office = offices.visible(context, draft.officeCode());
            Instant now = clock.now();
            Map<String, Object> values = Forms.check(file.startForm(), draft.values(), (table, code) -> codes.isValid(table, code,
                    clock.today()));
            long id = casework.numbering().nextId();
            String caseNo = caseNo();
            String limit = draft.limitCode() == null ? file.limit() : draft.limitCode();
            Due due = casework.due(limit, office.path(), now, id);
            casework.cases.insert(new WorkCase(id, caseNo, file.key(), process.info().version(), file.nameZh(), file.nameEn(), draft.title(),
                    office.id(), draft.accountId(), context.channel(), priority, CaseStatus.OPEN, context.user(), now,
                    due == null ? null : new Deadline(limit, due.warnAt(), due.dueAt(), Deadline.State.RUNNING), false, null, null, 0),
                    process.info().id(), due);
            casework.happened(context, id, caseNo, null, "OPENED", draft.title());
            casework.as(context, () -> {
                String instance = casework.engine().start(process.engineId(), id, caseNo, values);
                casework.cases.started(id, instance);
                if (casework.engine().isOver(instance)) {
                    casework.ended(casework.cases.find(id).orElseThrow(), casework.engine().outcome(instance));
                }
            });
            return casework.cases.find(id).orElseThrow().workCase();
        });
    }

    /** Numbers count through the year, so that they can be read out on the phone. */
    private String caseNo() {
        int year = clock.today().getYear();
        return String.format("W%d%07d", year, casework.numbering().next("workflow-case-" + year));
    }

    @Override
    public Page<WorkCase> cases(CallContext context, CaseQuery query, PageRequest page) {
        context.require(READ);
        return work.readOnly(() -> casework.cases.find(query,
                offices.path(context, query.officeCode()), context.scope(), clock.now(), page));
    }

    @Override
    public CaseView view(CallContext context, long caseId) {
        context.require(READ);
        return work.readOnly(() -> {
            CaseStore.Held held = held(context, caseId);
            boolean over = held.workCase().closedAt() != null;
            List<CaseView.ParkedStep> parked = casework.cases.parked(caseId, 100).stream().map(p -> new CaseView.ParkedStep(p.id(),
                    p.stepKey(), p.handler(), p.code(), message(context, p))).toList();
            return new CaseView(held.workCase(), over ? List.of() : casework.engine().activeSteps(held.engineId()),
                    casework.engine().passedSteps(held.engineId()), shown(context, held),
                    casework.tasks.ofCase(caseId), parked, casework.cases.events(caseId), casework.cases.attachments(caseId));
        });
    }

    @Override
    public Map<Long, Map<String, Object>> values(CallContext context, Collection<Long> caseIds, Set<String> keys) {
        context.require(READ);
        if (caseIds.size() > MOST_VALUES) {
            throw KarawattException.invalid(List.of(Fault.of("caseIds", KernelErrors.OUT_OF_RANGE, 1, MOST_VALUES)));
        }
        return work.readOnly(() -> {
            Map<Long, List<CaseStore.Held>> byProcess = casework.cases.find(caseIds, context.scope()).stream()
                    .filter(held -> held.engineId() != null).collect(Collectors.groupingBy(CaseStore.Held::processId));
            Map<Long, Map<String, Object>> values = new HashMap<>();
            byProcess.forEach((processId, cases) -> {
                Map<String, Long> ids = cases.stream().collect(Collectors.toMap(CaseStore.Held::engineId, held -> held.workCase().id()));
                Set<String> shown = new HashSet<>(keys);
                personal(processId).forEach(field -> shown.remove(field.key()));
                for (String key : shown) {
                    casework.engine().values(ids.keySet(), key).forEach((instance, value) -> values
                            .computeIfAbsent(ids.get(instance), id -> new HashMap<>()).put(key, value));
                }
            });
            return values;
        });
    }

    /** The fields of a process that tell about a person. */
    private List<FormField> personal(long processId) {
        ProcessFile file = casework.file(casework.processes.find(processId).orElseThrow().engineId());
        return Stream.concat(file.startForm().stream(), file.tasks().values().stream().flatMap(step -> step.form().stream()))
                .filter(FormField::personal).toList();
    }

    /** The values of a case; of what its forms call personal only the first character, unless the caller may see more. */
    private Map<String, Object> shown(CallContext context, CaseStore.Held held) {
        Map<String, Object> values = new HashMap<>(casework.engine().values(held.engineId()));
        if (!context.may(REVEAL)) {
            personal(held.processId()).forEach(field -> values.computeIfPresent(field.key(), (key, value) -> Mask.value(value.toString())));
        }
        return values;
    }

    private String message(CallContext context, CaseStore.Parked parked) {
        for (WorkflowErrors error : WorkflowErrors.values()) {
            if (error.code().equals(parked.code())) {
                return error.message(context.locale(), casework.argsOf(parked.args()).toArray());
            }
        }
        return parked.code();
    }

    @Override
    public WorkCase byNumber(CallContext context, String caseNo) {
        context.require(READ);
        return work.readOnly(() -> casework.cases.byNumber(caseNo).filter(held -> context.scope().covers(held.officePath()))
                .orElseThrow(() -> KarawattException.notFound(WorkflowErrors.CASE_UNKNOWN, caseNo)).workCase());
    }

    private CaseStore.Held held(CallContext context, long caseId) {
        return casework.cases.find(caseId).filter(held -> context.scope().covers(held.officePath()))
                .orElseThrow(() -> KarawattException.notFound(WorkflowErrors.CASE_UNKNOWN, caseId));
    }

    /** A case that has not ended, for somebody who may steer it and says why. */
    private CaseStore.Held steered(CallContext context, long caseId, String reason) {
        context.require(STEER);
        if (reason == null || reason.isBlank()) {
            throw KarawattException.invalid(WorkflowErrors.REASON_REQUIRED);
        }
        CaseStore.Held held = held(context, caseId);
        if (held.workCase().closedAt() != null) {
            throw KarawattException.conflict(WorkflowErrors.CASE_OVER);
        }
        return held;
    }

    private WorkCase changed(CaseStore.Held held, CaseStatus status) {
        if (!casework.cases.status(held.workCase(), status)) {
            throw KarawattException.conflict(WorkflowErrors.CHANGED);
        }
        return casework.cases.find(held.workCase().id()).orElseThrow().workCase();
    }

    @Override
    public WorkCase suspend(CallContext context, long caseId, String reason) {
        return work.required(() -> {
            CaseStore.Held held = steered(context, caseId, reason);
            if (held.workCase().status() == CaseStatus.SUSPENDED) {
                throw KarawattException.conflict(WorkflowErrors.CASE_SUSPENDED);
            }
            casework.engine().suspend(held.engineId());
            casework.cases.beginPause(caseId, null, SUSPENDED, clock.now(), reason);
            casework.happened(context, caseId, held.workCase().caseNo(), null, SUSPENDED, reason);
            return changed(held, CaseStatus.SUSPENDED);
        });
    }

    @Override
    public WorkCase resume(CallContext context, long caseId, String reason) {
        return work.required(() -> {
            CaseStore.Held held = steered(context, caseId, reason);
            if (held.workCase().status() != CaseStatus.SUSPENDED) {
                throw KarawattException.conflict(WorkflowErrors.NOT_SUSPENDED);
            }
            casework.engine().resume(held.engineId());
            casework.cases.endPause(caseId, null, SUSPENDED, clock.now());
            changed(held, CaseStatus.OPEN);
            casework.recompute(caseId);
            casework.happened(context, caseId, held.workCase().caseNo(), null, "RESUMED", reason);
            return casework.cases.find(caseId).orElseThrow().workCase();
        });
    }

    @Override
    public WorkCase terminate(CallContext context, long caseId, String reason) {
        return work.required(() -> {
            CaseStore.Held held = steered(context, caseId, reason);
            casework.as(context, () -> casework.engine().terminate(held.engineId(), reason));
            casework.cases.parked(caseId, 100).forEach(p -> casework.cases.unpark(p.engineId(), clock.now()));
            casework.cases.end(caseId, CaseStatus.TERMINATED, "TERMINATED", clock.now());
            casework.happened(context, caseId, held.workCase().caseNo(), null, "TERMINATED", reason);
            return casework.cases.find(caseId).orElseThrow().workCase();
        });
    }

    @Override
    public WorkCase rollBack(CallContext context, long caseId, String fromStep, String toStep, String reason) {
        return work.required(() -> {
            CaseStore.Held held = running(steered(context, caseId, reason));
            boolean possible = casework.engine().activeSteps(held.engineId()).contains(fromStep)
                    && casework.engine().passedSteps(held.engineId()).contains(toStep)
                    && casework.file(casework.processes.find(held.processId()).orElseThrow().engineId()).tasks().containsKey(toStep);
            if (!possible) {
                throw KarawattException.conflict(WorkflowErrors.NO_WAY_BACK, toStep);
            }
            casework.cases.parked(caseId, 100).stream().filter(p -> p.stepKey().equals(fromStep))
                    .forEach(p -> casework.cases.unpark(p.engineId(), clock.now()));
            casework.happened(context, caseId, held.workCase().caseNo(), null, "ROLLED_BACK", fromStep + " -> " + toStep + ": " + reason);
            casework.as(context, () -> casework.engine().move(held.engineId(), fromStep, toStep));
            return casework.cases.find(caseId).orElseThrow().workCase();
        });
    }

    private static CaseStore.Held running(CaseStore.Held held) {
        if (held.workCase().status() == CaseStatus.SUSPENDED) {
            throw KarawattException.conflict(WorkflowErrors.CASE_SUSPENDED);
        }
        return held;
    }

    @Override
    public WorkCase retry(CallContext context, long caseId) {
        context.require(STEER);
        return work.required(() -> {
            CaseStore.Held held = running(held(context, caseId));
            casework.cases.parked(caseId, 100).forEach(casework::retry);
            return casework.cases.find(held.workCase().id()).orElseThrow().workCase();
        });
    }

    /** Whoever opens or steers cases or does any of their steps may add to them; whoever may only read may not. */
    private static void requireWork(CallContext context) {
        context.require(READ);
        if (!context.may(STEER) && context.permissions().stream().noneMatch(permission -> permission.startsWith("task."))) {
            context.require(OPEN);
        }
    }

    @Override
    public void comment(CallContext context, long caseId, String text) {
        requireWork(context);
        new Faults().text("text", text, 1000).throwIfAny();
        work.required(() -> {
            CaseStore.Held held = held(context, caseId);
            casework.happened(context, caseId, held.workCase().caseNo(), null, "COMMENT", text);
        });
    }

    @Override
    public Attachment attach(CallContext context, long caseId, Long taskId, String fileName, String mediaType, InputStream content) {
        requireWork(context);
        new Faults().text("fileName", fileName, 200).text("mediaType", mediaType, 80).throwIfAny();
        if (!MEDIA_TYPES.contains(mediaType)) {
            throw KarawattException.invalid(WorkflowErrors.ATTACHMENT_KIND, mediaType);
        }
        byte[] bytes = bytes(content);
        return work.required(() -> {
            CaseStore.Held held = held(context, caseId);
            if (held.workCase().closedAt() != null) {
                throw KarawattException.conflict(WorkflowErrors.CASE_OVER);
            }
            if (taskId != null && casework.tasks.find(taskId).filter(task -> task.task().caseId() == caseId).isEmpty()) {
                throw KarawattException.notFound(WorkflowErrors.TASK_UNKNOWN, taskId);
            }
            Attachment added = casework.cases.attach(caseId, taskId, fileName, mediaType, bytes, hash(bytes), context.user(), clock.now());
            casework.happened(context, caseId, held.workCase().caseNo(), taskId, "ATTACHED", fileName);
            return added;
        });
    }

    private byte[] bytes(InputStream content) {
        try {
            byte[] bytes = content.readNBytes(attachmentMb * MEGABYTE + 1);
            if (bytes.length > attachmentMb * MEGABYTE) {
                throw KarawattException.invalid(WorkflowErrors.ATTACHMENT_TOO_LARGE, attachmentMb);
            }
            return bytes;
        } catch (IOException e) {
            throw KarawattException.invalid(WorkflowErrors.FIELD_INVALID, e.toString());
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public byte[] content(CallContext context, long caseId, long attachmentId) {
        context.require(READ);
        return work.readOnly(() -> {
            held(context, caseId);
            return casework.cases.content(caseId, attachmentId)
                    .orElseThrow(() -> KarawattException.notFound(WorkflowErrors.ATTACHMENT_UNKNOWN, attachmentId));
        });
    }
}
