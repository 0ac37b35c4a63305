package org.karawatt.workflow.internal.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.Outbox;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.persistence.store.ConnectionStore;
import org.karawatt.workflow.api.CaseStatus;
import org.karawatt.workflow.api.WorkCase;
import org.karawatt.workflow.api.WorkflowErrors;
import org.karawatt.workflow.internal.calc.ProcessFile;
import org.karawatt.workflow.internal.calc.WorkingTime.Due;
import org.karawatt.workflow.internal.engine.Engine;
import org.karawatt.workflow.internal.engine.EngineLoader;
import org.karawatt.workflow.internal.engine.EngineStep;
import org.karawatt.workflow.internal.engine.Steps;
import org.karawatt.workflow.internal.store.CaseStore;
import org.karawatt.workflow.internal.store.LimitStore;
import org.karawatt.workflow.internal.store.ProcessStore;
import org.karawatt.workflow.internal.store.TaskStore;
import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Holds the engine and keeps our rows in step with it: what the services of the domain share. Its methods run inside
 * the caller's unit of work. Thread-safe.
 */
@Component(service = Casework.class)
public final class Casework implements Engine.CaseKeeper, Steps {

    static final String OUTCOME = "outcome";
    private static final String CUSTOMER = "CUSTOMER";
    /** Stands where parked steps name their handler. */
    private static final String TIMER = "timer";
    private static final int MAX_NOTE = 1000;

    private final BusinessClock clock;
    private final Numbering numbering;
    private final AuditTrail audit;
    private final Outbox outbox;
    private final Handlers handlers;
    private final Engine engine;
    final ProcessStore processes;
    final CaseStore cases;
    final TaskStore tasks;
    final LimitStore limits;
    private final Deadlines deadlines;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, ProcessFile> files = new ConcurrentHashMap<>();
    /** Whoever has led the engine to where it is, on the thread that runs it. */
    private final ThreadLocal<CallContext> caller = new ThreadLocal<>();

    @Activate
    public Casework(BundleContext bundle, @Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) ConnectionStore connections,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk, @Reference Numbering numbering,
            @Reference BusinessClock clock, @Reference AuditTrail audit, @Reference Outbox outbox, @Reference Handlers handlers) {
        this(EngineLoader.of(bundle), work, connections, bulk, numbering, clock, audit, outbox, handlers);
    }

    Casework(ClassLoader loader, UnitOfWork work, ConnectionStore connections, BulkStore bulk, Numbering numbering, BusinessClock clock,
            AuditTrail audit, Outbox outbox, Handlers handlers) {
        this.clock = clock;
        this.numbering = numbering;
        this.audit = audit;
        this.outbox = outbox;
        this.handlers = handlers;
        this.processes = new ProcessStore(bulk, numbering);
        this.cases = new CaseStore(bulk, numbering);
        this.tasks = new TaskStore(bulk);
        this.limits = new LimitStore(bulk, numbering);
        this.deadlines = new Deadlines(limits, clock);
        this.engine = new Engine(work, connections, work.readOnly(bulk::dialect), clock, loader, this, this);
    }

    @Deactivate
    void close() {
        engine.close();
    }

    Engine engine() {
        return engine;
    }

    Instant now() {
        return clock.now();
    }

    Numbering numbering() {
        return numbering;
    }

    /** Runs engine work on behalf of a caller. */
    void as(CallContext context, Runnable engineWork) {
        CallContext before = caller.get();
        caller.set(context);
        try {
            engineWork.run();
        } finally {
            if (before == null) {
                caller.remove();
            } else {
                caller.set(before);
            }
        }
    }

    private CallContext caller() {
        CallContext known = caller.get();
        return known == null ? CallContext.system() : known;
    }

    /** The process that a definition of the engine was made from; from memory after the first time. */
    ProcessFile file(String definitionId) {
        ProcessFile known = files.get(definitionId);
        if (known == null) {
            ProcessStore.Stored stored = processes.byEngineId(definitionId).orElseThrow();
            known = ProcessFile.read(stored.info().key(), stored.content());
            files.put(definitionId, known);
        }
        return known;
    }

    Due due(String limitCode, String officePath, Instant from, long caseId) {
        return limitCode == null ? null : deadlines.due(limitCode, officePath, from, cases.pauses(caseId));
    }

    /** Records what has happened to a case, and tells it. */
    void happened(CallContext context, long caseId, String caseNo, Long taskId, String kind, String note) {
        String kept = note == null || note.length() <= MAX_NOTE ? note : note.substring(0, MAX_NOTE);
        cases.event(caseId, taskId, kind, now(), context.user(), kept);
        Map<String, Object> payload = new HashMap<>(Map.of("case", caseId, "caseNo", caseNo, "kind", kind, "by", context.user()));
        if (taskId != null) {
            payload.put("task", taskId);
        }
        outbox.publish("karawatt/workflow/case/changed", String.valueOf(caseId), payload);
        audit.record(context, "workflow." + kind.toLowerCase(Locale.ROOT), "case", caseId, caseNo);
    }

    @Override
    public void taskCreated(long caseId, String engineId, String definitionId, String stepKey) {
        CaseStore.Held held = cases.find(caseId).orElseThrow();
        ProcessFile.Step step = file(definitionId).tasks().get(stepKey);
        long id = numbering.nextId();
        Instant now = now();
        tasks.insert(new TaskStore.NewTask(id, held.workCase(), engineId, stepKey, step.nameZh(), step.nameEn(), step.role(), now,
                step.limit(), due(step.limit(), held.officePath(), now, caseId)));
        if (step.customerTime()) {
            cases.beginPause(caseId, id, CUSTOMER, now, null);
        }
        happened(caller(), caseId, held.workCase().caseNo(), id, "TASK", step.nameZh());
    }

    @Override
    public void taskGone(String engineId) {
        tasks.byEngineId(engineId).ifPresent(gone -> {
            tasks.cancel(engineId, now());
            endCustomerTime(gone.task().caseId(), gone.task().id());
        });
    }

    /** The customer's time is over: what was due later is due later by as much. */
    private void endCustomerTime(long caseId, long taskId) {
        if (cases.endPause(caseId, taskId, CUSTOMER, now()) > 0) {
            recompute(caseId);
        }
    }

    /** Computes the deadlines of a case and of its open tasks again, after a pause. */
    void recompute(long caseId) {
        CaseStore.Held held = cases.find(caseId).orElseThrow();
        if (held.workCase().deadline() != null) {
            cases.due(caseId, due(held.workCase().deadline().limitCode(), held.officePath(), held.workCase().openedAt(), caseId));
        }
        for (TaskStore.Held open : tasks.open(caseId)) {
            if (open.task().deadline() != null) {
                tasks.due(open.task().id(), due(open.task().deadline().limitCode(), held.officePath(), open.task().createdAt(), caseId));
            }
        }
    }

    @Override
    public void caseEnded(String engineId) {
        // a case without a single wait ends while it is being opened and is not known by the engine's id yet: see opened()
        cases.byEngineId(engineId).ifPresent(held -> ended(held, engine.outcome(engineId)));
    }

    /** A case has come to its end. */
    void ended(CaseStore.Held held, String outcome) {
        if (held.workCase().status() != CaseStatus.CLOSED) {
            cases.end(held.workCase().id(), CaseStatus.CLOSED, outcome, now());
            happened(caller(), held.workCase().id(), held.workCase().caseNo(), null, "CLOSED", outcome);
        }
    }

    @Override
    public boolean run(EngineStep step) {
        CaseStore.Held held = cases.find(step.caseId()).orElseThrow();
        WorkCase workCase = held.workCase();
        Optional<StepHandler> handler = handlers.find(step.handler());
        if (handler.isEmpty()) {
            boolean first = cases.park(workCase.id(), step.engineId(), step.stepKey(), step.handler(),
                    WorkflowErrors.HANDLER_MISSING.code(), args(step.stepKey()), ledBy(), now());
            if (first) {
                happened(caller(), workCase.id(), workCase.caseNo(), null, "PARKED", step.stepKey());
            }
            return false;
        }
        handler.get().run(new Context(step, workCase));
        cases.unpark(step.engineId(), now());
        happened(caller(), workCase.id(), workCase.caseNo(), null, "STEP", step.stepKey());
        return true;
    }

    /** Parks a case where a timer could not lead it on; {@code false} when that is known with the same cause. */
    boolean failed(String instanceId, String engineId, String stepKey, RuntimeException failure) {
        CaseStore.Held held = cases.byEngineId(instanceId).orElseThrow();
        String args = args(stepKey, reason(failure));
        if (cases.park(held.workCase().id(), engineId, stepKey, TIMER, WorkflowErrors.STEP_FAILED.code(), args, null, now())) {
            happened(CallContext.system(), held.workCase().id(), held.workCase().caseNo(), null, "PARKED", stepKey);
            return true;
        }
        return cases.cause(engineId, WorkflowErrors.STEP_FAILED.code(), args);
    }

    /**
     * Tries a parked step again, in the name of whoever led the case to it, no matter who or what tries: a step that asks for a right or for
     * another person than before must not find the server instead. A step that succeeds says so itself, a timer does not.
     */
    void retry(CaseStore.Parked parked) {
        as(leader(parked.ledBy()), () -> engine.retry(parked.engineId()));
        if (parked.handler().equals(TIMER)) {
            cases.unpark(parked.engineId(), now());
        }
    }

    /** Whoever leads the engine now, as it is kept with a parked step; null for the server. */
    private String ledBy() {
        CallContext context = caller.get();
        try {
            return context == null ? null : json.writeValueAsString(new Leader(context.user(), context.permissions(),
                    context.scope().paths(), context.locale().toLanguageTag(), context.channel(), context.reason()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private CallContext leader(String stored) {
        if (stored == null) {
            return CallContext.system();
        }
        try {
            Leader leader = json.readValue(stored, Leader.class);
            return new CallContext(leader.user(), leader.permissions(), new OfficeScope(leader.offices()),
                    Locale.forLanguageTag(leader.locale()), leader.channel(), leader.reason());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Leader(String user, Set<String> permissions, Set<String> offices, String locale, String channel, String reason) {
    }

    /** Why something has failed, as whoever failed said it. */
    static String reason(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof KarawattException known) {
                return known.getMessage();
            }
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message.length() > MAX_NOTE ? message.substring(0, MAX_NOTE) : message;
    }

    String args(Object... args) {
        try {
            return json.writeValueAsString(args);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Object> argsOf(String stored) {
        try {
            return json.readValue(stored, new TypeReference<List<Object>>() { });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Form values as they are kept with a task. */
    String form(Map<String, Object> values) {
        Map<String, String> texts = new HashMap<>();
        values.forEach((key, value) -> texts.put(key, value instanceof BigDecimal number ? number.toPlainString() : value.toString()));
        try {
            return json.writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What an automatic step sees. */
    private final class Context implements StepContext {
        private final EngineStep step;
        private final WorkCase workCase;

        Context(EngineStep step, WorkCase workCase) {
            this.step = step;
            this.workCase = workCase;
        }

        @Override
        public CallContext caller() {
            return Casework.this.caller();
        }

        @Override
        public WorkCase workCase() {
            return workCase;
        }

        @Override
        public String stepKey() {
            return step.stepKey();
        }

        @Override
        public Map<String, Object> values() {
            Map<String, Object> values = new HashMap<>(step.values());
            values.values().removeAll(Collections.singleton(null));
            return Map.copyOf(values);
        }

        @Override
        public String text(String key) {
            Object value = step.values().get(key);
            return value == null ? null : value.toString();
        }

        @Override
        public BigDecimal number(String key) {
            Object value = step.values().get(key);
            return value == null ? null : value instanceof BigDecimal number ? number : new BigDecimal(value.toString());
        }

        @Override
        public LocalDate date(String key) {
            Object value = step.values().get(key);
            return value == null ? null : value instanceof LocalDate day ? day : LocalDate.parse(value.toString());
        }

        @Override
        public void set(String key, Object value) {
            step.set(key, value);
        }

        @Override
        public void account(long accountId) {
            cases.account(workCase.id(), accountId);
        }
    }
}
