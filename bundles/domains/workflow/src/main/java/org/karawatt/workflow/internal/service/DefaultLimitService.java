package org.karawatt.workflow.internal.service;

import java.time.LocalDate;
import java.util.List;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Faults;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.workflow.api.LimitChange;
import org.karawatt.workflow.api.LimitService;
import org.karawatt.workflow.api.TimeLimit;
import org.karawatt.workflow.api.WorkDay;
import org.karawatt.workflow.api.WorkflowErrors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Time limits and working days. */
@Component(service = LimitService.class)
public final class DefaultLimitService implements LimitService {

    private static final String READ = "workflow.read";
    private static final String DEPLOY = "workflow.deploy";
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2100;
    private static final int MAX_AMOUNT = 10_000;
    private static final int MAX_WARN = 99;
    private static final int MAX_RULE = 160;

    private final UnitOfWork work;
    private final Casework casework;
    private final OfficePaths offices;
    private final AuditTrail audit;
    private final BusinessClock clock;

    @Activate
    public DefaultLimitService(@Reference(policyOption = ReferencePolicyOption.GREEDY) UnitOfWork work, @Reference Casework casework,
            @Reference(policyOption = ReferencePolicyOption.GREEDY) OfficeService offices, @Reference AuditTrail audit,
            @Reference BusinessClock clock) {
        this.work = work;
        this.casework = casework;
        this.offices = new OfficePaths(offices);
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public List<TimeLimit> limits(CallContext context) {
        context.require(READ);
        return work.readOnly(casework.limits::all);
    }

    @Override
    public List<WorkDay> days(CallContext context, String officeCode, int year) {
        context.require(READ);
        Faults faults = new Faults().text("office", officeCode, 20);
        checkYear(faults, "year", year);
        faults.throwIfAny();
        return work.readOnly(() -> casework.limits.daysOf(offices.path(context, officeCode), year));
    }

    @Override
    public WorkDay setDay(CallContext context, WorkDay day) {
        context.require(DEPLOY);
        Faults faults = new Faults().text("officeCode", day.officeCode(), 20).required("day", day.day()).text("name", day.name(), 80);
        if (day.day() != null) {
            checkYear(faults, "day", day.day().getYear());
        }
        faults.throwIfAny();
        return work.required(() -> {
            Office office = offices.visible(context, day.officeCode());
            casework.limits.putDay(office.id(), day.day(), day.working(), day.name());
            audit.record(context, "workflow.day.set", "office", office.id(),
                    day.day() + (day.working() ? " working: " : " free: ") + day.name());
            return day;
        });
    }

    private static void checkYear(Faults faults, String field, int year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            faults.add(field, KernelErrors.OUT_OF_RANGE, FIRST_YEAR, LAST_YEAR);
        }
    }

    @Override
    public void clearDay(CallContext context, String officeCode, LocalDate day) {
        context.require(DEPLOY);
        new Faults().text("officeCode", officeCode, 20).required("day", day).throwIfAny();
        work.required(() -> {
            Office office = offices.visible(context, officeCode);
            if (casework.limits.clearDay(office.id(), day) > 0) {
                audit.record(context, "workflow.day.cleared", "office", office.id(), day.toString());
            }
        });
    }

    @Override
    public TimeLimit changeLimit(CallContext context, String code, LimitChange change) {
        context.require(DEPLOY);
        return work.required(() -> {
            TimeLimit newest = casework.limits.newest(code).orElseThrow(() -> KarawattException.notFound(WorkflowErrors.LIMIT_UNKNOWN, code));
            check(change, newest);
            TimeLimit changed = new TimeLimit(code, newest.nameZh(), newest.nameEn(), change.amount(), change.unit(), change.warnPercent(),
                    change.rule(), change.validFrom(), null);
            casework.limits.put(changed);
            audit.record(context, "workflow.limit.changed", "limit", code, changed.amount() + " " + changed.unit() + " from "
                    + changed.validFrom() + ": " + changed.rule());
            return changed;
        });
    }

    private void check(LimitChange change, TimeLimit newest) {
        Faults faults = new Faults().required("amount", change.amount()).required("unit", change.unit())
                .required("warnPercent", change.warnPercent()).text("rule", change.rule(), MAX_RULE).required("validFrom", change.validFrom());
        if (change.amount() != null && (change.amount() < 1 || change.amount() > MAX_AMOUNT)) {
            faults.add("amount", KernelErrors.OUT_OF_RANGE, 1, MAX_AMOUNT);
        }
        if (change.warnPercent() != null && (change.warnPercent() < 1 || change.warnPercent() > MAX_WARN)) {
            faults.add("warnPercent", KernelErrors.OUT_OF_RANGE, 1, MAX_WARN);
        }
        LocalDate earliest = newest.validFrom().plusDays(1).isAfter(clock.today()) ? newest.validFrom().plusDays(1) : clock.today();
        if (change.validFrom() != null && (change.validFrom().isBefore(earliest) || change.validFrom().getYear() > LAST_YEAR)) {
            faults.add("validFrom", KernelErrors.OUT_OF_RANGE, earliest, LocalDate.of(LAST_YEAR, 12, 31));
        }
        faults.throwIfAny();
    }

    @Override
    public TimeLimit inForce(String code, LocalDate on) {
        return work.readOnly(() -> casework.limits.inForce(code, on))
                .orElseThrow(() -> KarawattException.conflict(WorkflowErrors.LIMIT_UNKNOWN, code));
    }

    @Override
    public LocalDate lastDay(String code, long officeId, LocalDate from) {
        String path = offices.offices().office(CallContext.system(), officeId).path();
        // a time ends at the end of its last day, which is the beginning of the next
        return work.readOnly(() -> new Deadlines(casework.limits, clock).due(code, path, from.atStartOfDay(clock.zone()).toInstant(),
                List.of())).dueAt().atZone(clock.zone()).toLocalDate().minusDays(1);
    }
}
