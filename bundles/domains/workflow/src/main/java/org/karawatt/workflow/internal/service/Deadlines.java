package org.karawatt.workflow.internal.service;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.workflow.api.TimeLimit;
import org.karawatt.workflow.api.WorkflowErrors;
import org.karawatt.workflow.internal.calc.WorkingTime;
import org.karawatt.workflow.internal.calc.WorkingTime.Due;
import org.karawatt.workflow.internal.calc.WorkingTime.Pause;
import org.karawatt.workflow.internal.store.LimitStore;

/** Deadlines from limits and the days of an office. Works inside the current unit of work. Thread-safe. */
final class Deadlines {

    private final LimitStore limits;
    private final BusinessClock clock;

    Deadlines(LimitStore limits, BusinessClock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** The deadline of something that begins; null without a limit. A limit that is not known is a CONFLICT. */
    Due due(String limitCode, String officePath, Instant from, List<Pause> pauses) {
        if (limitCode == null) {
            return null;
        }
        LocalDate begin = from.atZone(clock.zone()).toLocalDate();
        TimeLimit limit = limits.inForce(limitCode, begin)
                .orElseThrow(() -> KarawattException.conflict(WorkflowErrors.LIMIT_UNKNOWN, limitCode));
        Map<LocalDate, Boolean> days = limits.days(officePath, begin);
        return new WorkingTime(clock.zone(), day -> days.getOrDefault(day, isWeekday(day))).due(from, limit, pauses);
    }

    private static boolean isWeekday(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }
}
