package org.karawatt.audit.internal.service;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.audit.internal.store.AuditStore;
import org.karawatt.codes.api.CodesErrors;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.quality.api.AuditFigures;
import org.karawatt.quality.api.AuditHit;
import org.karawatt.quality.api.AuditRequest;
import org.karawatt.quality.api.AuditResult;
import org.karawatt.quality.api.AuditRuleInfo;
import org.karawatt.quality.api.AuditService;
import org.karawatt.quality.api.Exclusion;
import org.karawatt.quality.api.HitQuery;
import org.karawatt.quality.api.HitStatus;
import org.karawatt.quality.api.QualityErrors;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunService;
import org.karawatt.security.api.Permissions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Audit rules, runs, hits. */
@Component
public final class DefaultAuditService implements AuditService {

    private static final int MAX_REASON = 400;

    private final UnitOfWork work;
    private final RuleBook book;
    private final RunService runs;
    private final Dispatcher dispatcher;
    private final OfficeService offices;
    private final Numbering numbering;
    private final BusinessClock clock;
    private final AuditTrail audit;
    private final AuditStore store;

    @Activate
    public DefaultAuditService(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work, @Reference RuleBook book,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) RunService runs, @Reference Dispatcher dispatcher,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk, @Reference Numbering numbering,
            @Reference BusinessClock clock, @Reference AuditTrail audit) {
        this.work = work;
        this.book = book;
        this.runs = runs;
        this.dispatcher = dispatcher;
        this.offices = offices;
        this.numbering = numbering;
        this.clock = clock;
        this.audit = audit;
        this.store = new AuditStore(bulk);
    }

    @Override
    public List<AuditRuleInfo> rules(CallContext context) {
        context.require(Permissions.QUALITY_READ);
        return book.rules();
    }

    @Override
    public Run start(CallContext context, AuditRequest request) {
        context.require(Permissions.QUALITY_MANAGE);
        new Faults().required("month", request.month()).text("office", request.officeCode(), 20).throwIfAny();
        List<String> codes = request.rules().isEmpty()
                ? book.rules().stream().filter(AuditRuleInfo::available).map(AuditRuleInfo::code).toList() : request.rules();
        Map<String, String> params = new HashMap<>(Map.of(AuditRunHandler.RULES, String.join(",", codes), AuditRunHandler.MONTH,
                request.month().toString(), AuditRunHandler.OFFICE, request.officeCode()));
        if (request.trial()) {
            params.put(AuditRunHandler.TRIAL, "true");
        }
        return runs.start(context, AuditRunHandler.KIND, params);
    }

    /** Samples name accounts, so who may not see the office of the run may not see them. */
    @Override
    public List<AuditResult> results(CallContext context, long runId) {
        context.require(Permissions.QUALITY_READ);
        Run run = runs.run(CallContext.system(), runId);
        String office = run.params().get(AuditRunHandler.OFFICE);
        if (!AuditRunHandler.KIND.equals(run.kind()) || offices.find(context.scope(), office).isEmpty()) {
            throw KarawattException.notFound(QualityErrors.TRIAL_UNKNOWN, runId);
        }
        return work.readOnly(() -> store.results(runId));
    }

    @Override
    public Page<AuditHit> hits(CallContext context, HitQuery query, PageRequest page) {
        context.require(Permissions.QUALITY_READ);
        String path = path(context, query.officeCode());
        return work.readOnly(() -> store.find(query, path, context.scope(), page));
    }

    private String path(CallContext context, String officeCode) {
        return officeCode == null ? null : offices.find(context.scope(), officeCode)
                .orElseThrow(() -> KarawattException.notFound(CodesErrors.OFFICE_UNKNOWN, officeCode)).path();
    }

    @Override
    public AuditHit hit(CallContext context, long hitId) {
        context.require(Permissions.QUALITY_READ);
        return work.readOnly(() -> found(context, hitId));
    }

    private AuditHit found(CallContext context, long hitId) {
        return store.hit(hitId, context.scope()).orElseThrow(() -> KarawattException.notFound(QualityErrors.HIT_UNKNOWN, hitId));
    }

    @Override
    public AuditHit dismiss(CallContext context, long hitId, String reason, LocalDate until) {
        context.require(Permissions.QUALITY_MANAGE);
        Faults faults = new Faults().text("reason", reason, MAX_REASON);
        if (until != null && !until.isAfter(clock.today())) {
            faults.add("until", QualityErrors.UNTIL_PAST);
        }
        faults.throwIfAny();
        return work.required(() -> {
            AuditHit hit = found(context, hitId);
            if (hit.status() != HitStatus.FOUND || !store.end(hitId, HitStatus.FALSE_ALARM, null, reason, clock.now())) {
                throw KarawattException.conflict(QualityErrors.HIT_DECIDED);
            }
            if (until != null) {
                store.exclude(numbering.nextId(), hit, until, reason, context.user());
            }
            audit.record(context, "quality.hit.dismissed", "hit", hitId, hit.ruleCode());
            return found(context, hitId);
        });
    }

    @Override
    public AuditHit dispatch(CallContext context, long hitId) {
        context.require(Permissions.QUALITY_MANAGE);
        return work.required(() -> {
            AuditHit hit = dispatcher.dispatch(context, hitId);
            audit.record(context, "quality.hit.dispatched", "hit", hitId, hit.caseNo());
            return hit;
        });
    }

    @Override
    public Page<Exclusion> exclusions(CallContext context, PageRequest page) {
        context.require(Permissions.QUALITY_READ);
        return work.readOnly(() -> store.exclusions(clock.today(), context.scope(), page));
    }

    @Override
    public List<AuditFigures> figures(CallContext context, BillingMonth from, BillingMonth to, String officeCode) {
        context.require(Permissions.QUALITY_READ);
        String path = path(context, officeCode);
        Instant begin = from.firstDay().atStartOfDay(clock.zone()).toInstant();
        Instant end = to.next().firstDay().atStartOfDay(clock.zone()).toInstant();
        return work.readOnly(() -> store.figures(begin, end, path, context.scope()));
    }
}
