package org.karawatt.workflow.internal.service;

import java.time.LocalDate;
import java.util.List;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.workflow.api.LimitService;
import org.karawatt.workflow.api.TimeLimit;
import org.karawatt.workflow.api.WorkflowErrors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Limits and the last days that follow from them. */
@Component
public final class DefaultLimitService implements LimitService {

    private final UnitOfWork work;
    private final Casework casework;
    private final OfficeService offices;
    private final BusinessClock clock;

    @Activate
    public DefaultLimitService(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work, @Reference Casework casework,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices, @Reference BusinessClock clock) {
        this.work = work;
        this.casework = casework;
        this.offices = offices;
        this.clock = clock;
    }

    @Override
    public TimeLimit inForce(String code, LocalDate on) {
        return work.readOnly(() -> casework.limits.inForce(code, on))
                .orElseThrow(() -> KarawattException.conflict(WorkflowErrors.LIMIT_UNKNOWN, code));
    }

    @Override
    public LocalDate lastDay(String code, long officeId, LocalDate from) {
        String path = offices.office(CallContext.system(), officeId).path();
        // a time ends at the end of its last day, which is the beginning of the next
        return work.readOnly(() -> new Deadlines(casework.limits, clock).due(code, path, from.atStartOfDay(clock.zone()).toInstant(),
                List.of())).dueAt().atZone(clock.zone()).toLocalDate().minusDays(1);
    }
}
