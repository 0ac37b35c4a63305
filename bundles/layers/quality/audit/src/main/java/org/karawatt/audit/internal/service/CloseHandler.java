package org.karawatt.audit.internal.service;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Objects;
import org.karawatt.audit.internal.store.AuditStore;
import org.karawatt.kernel.context.OfficeScope;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.Numbering;
import org.karawatt.persistence.store.BulkStore;
import org.karawatt.quality.api.AuditHit;
import org.karawatt.quality.api.HitStatus;
import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Last step of the case of a hit: ends the hit with what the case came to. While this bundle is away the case waits here. */
@Component
public final class CloseHandler implements StepHandler {

    static final String FALSE_ALARM = "falseAlarm";
    private static final int MAX_NOTE = 1000;
    private static final int MAX_REASON = 400;
    private static final Logger LOG = LoggerFactory.getLogger(CloseHandler.class);

    private final BusinessClock clock;
    private final Numbering numbering;
    private final AuditTrail audit;
    private final AuditStore store;

    @Activate
    public CloseHandler(@Reference(policyOption = ReferencePolicyOption.GREEDY) BulkStore bulk, @Reference Numbering numbering,
            @Reference BusinessClock clock, @Reference AuditTrail audit) {
        this.clock = clock;
        this.numbering = numbering;
        this.audit = audit;
        this.store = new AuditStore(bulk);
    }

    @Override
    public String name() {
        return "audit.close";
    }

    @Override
    public void run(StepContext step) {
        BigDecimal id = step.number("hit");
        AuditHit hit = id == null ? null : store.hit(id.longValueExact(), OfficeScope.ALL).orElse(null);
        // whoever opens a case by hand may write any hit into its form: only the case that the hit itself names may end it
        if (hit == null || !Objects.equals(hit.caseId(), step.workCase().id())) {
            LOG.warn("case {} is not the case of hit {} and leaves it as it is", step.workCase().caseNo(), id);
            return;
        }
        boolean falseAlarm = FALSE_ALARM.equals(step.text("outcome"));
        String note = step.text(falseAlarm ? "reason" : "measure");
        BigDecimal recovered = falseAlarm ? null : step.number("recovered");
        store.end(hit.id(), falseAlarm ? HitStatus.FALSE_ALARM : HitStatus.RECTIFIED,
                recovered == null ? null : recovered.setScale(2, RoundingMode.HALF_UP), cut(note, MAX_NOTE), clock.now());
        LocalDate until = falseAlarm ? step.date("excludeUntil") : null;
        if (until != null && until.isAfter(clock.today())) {
            store.exclude(numbering.nextId(), hit, until, note == null ? FALSE_ALARM : cut(note, MAX_REASON), step.caller().user());
        }
        audit.record(step.caller(), falseAlarm ? "quality.hit.false-alarm" : "quality.hit.rectified", "hit", hit.id(), hit.ruleCode());
    }

    private static String cut(String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, most);
    }
}
