package org.karawatt.audit.internal.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.karawatt.audit.internal.store.AuditStore;
import org.karawatt.audit.internal.store.AuditStore.CaseOf;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KarawattException.Kind;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.quality.api.AuditHit;
import org.karawatt.quality.api.HitStatus;
import org.karawatt.quality.api.QualityErrors;
import org.karawatt.workflow.api.CaseService;
import org.karawatt.workflow.api.NewCase;
import org.karawatt.workflow.api.WorkCase;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes cases of hits: hit and case in one unit of work, so that a hit has one case or none. Thread-safe. */
@Component(service = Dispatcher.class)
public final class Dispatcher {

    static final String PROCESS = "audit-hit";
    private static final int AT_ONCE = 500;
    private static final int MAX_TITLE = 200;
    private static final int MAX_FINDING = 1000;
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final UnitOfWork work;
    private final CaseService cases;
    private final OfficeService offices;
    private final AuditStore store;
    /** Hits at the head of those that wait that have failed since the last time at the end. */
    private int failed;

    @Activate
    public Dispatcher(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) CaseService cases,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk) {
        this.work = work;
        this.cases = cases;
        this.offices = offices;
        this.store = new AuditStore(bulk);
    }

    /**
     * Opens cases for hits that wait, the most severe first. One that cannot have its case keeps no other from having it: the next call
     * begins behind those that have failed, and tries them again once it has come to the end.
     *
     * @param limit most hits to try
     */
    synchronized int dispatchWaiting(int limit) {
        List<Long> waiting = work.readOnly(() -> store.waiting(failed, limit));
        int opened = 0;
        for (long id : waiting) {
            try {
                dispatch(CallContext.system(), id);
                opened++;
            } catch (KarawattException e) {
                if (e.kind() == Kind.UNAVAILABLE) {
                    // not for want of something in the hit: all would fail
                    throw e;
                }
                if (e.code() != QualityErrors.HIT_DECIDED) {
                    failed(id, e);
                }
            } catch (RuntimeException e) {
                failed(id, e);
            }
        }
        if (waiting.size() < limit) {
            failed = 0;
        }
        return opened;
    }

    private void failed(long id, RuntimeException failure) {
        LOG.warn("the case of hit {} could not be opened; trying again after the others", id, failure);
        failed++;
    }

    /** Opens the case of a hit on behalf of a caller; one that has its case, or has ended, is a CONFLICT. */
    AuditHit dispatch(CallContext context, long hitId) {
        return work.required(() -> {
            AuditHit hit = store.hit(hitId, context.scope()).orElseThrow(() -> KarawattException.notFound(QualityErrors.HIT_UNKNOWN, hitId));
            if (hit.status() != HitStatus.FOUND) {
                throw KarawattException.conflict(QualityErrors.HIT_DECIDED);
            }
            WorkCase opened = cases.open(CallContext.system(), draft(hit));
            if (!store.dispatched(hitId, opened.id(), opened.caseNo())) {
                throw KarawattException.conflict(QualityErrors.HIT_DECIDED);
            }
            return store.hit(hitId, context.scope()).orElseThrow();
        });
    }

    /**
     * Takes hits back from all cases that are over without having ended their hit, as their own records say: for one that has not heard of
     * their end. Joins the caller's unit of work.
     */
    void takeBack() {
        long after = 0;
        List<CaseOf> part;
        do {
            part = store.inCases(after, AT_ONCE);
            store.taken(part.stream().filter(hit -> isOver(hit.caseNo())).map(CaseOf::caseId).toList(), "terminated");
            after = part.isEmpty() ? after : part.get(part.size() - 1).hitId();
        } while (part.size() == AT_ONCE);
    }

    private boolean isOver(String caseNo) {
        try {
            return cases.byNumber(CallContext.system(), caseNo).closedAt() != null;
        } catch (KarawattException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return true;
            }
            throw e;
        }
    }

    private NewCase draft(AuditHit hit) {
        String finding = hit.values().entrySet().stream().map(entry -> entry.getKey() + " = " + entry.getValue())
                .sorted().collect(Collectors.joining("; "));
        Map<String, Object> values = new HashMap<>();
        values.put("hit", hit.id());
        values.put("rule", hit.ruleCode() + " " + hit.ruleZh());
        values.put("object", hit.accountNo() + " " + hit.object());
        values.put("finding", finding.isEmpty() ? "-" : cut(finding, MAX_FINDING));
        return new NewCase(PROCESS, offices.office(CallContext.system(), hit.officeId()).code(), hit.accountId(),
                cut(hit.ruleZh() + " " + hit.accountNo(), MAX_TITLE), priority(hit.severity()), values);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    private static int priority(String severity) {
        return switch (severity) {
            case "HIGH" -> 2;
            case "MEDIUM" -> 5;
            default -> 8;
        };
    }
}
