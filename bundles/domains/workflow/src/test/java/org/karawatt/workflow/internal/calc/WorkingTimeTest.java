package org.karawatt.workflow.internal.calc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karawatt.workflow.api.TimeLimit;
import org.karawatt.workflow.internal.calc.WorkingTime.Pause;

class WorkingTimeTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    /** National Day 2026 as an office would enter it: the week off, and two Saturdays that are worked. */
    private static final Set<LocalDate> OFF = Set.of(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 2), LocalDate.of(2026, 10, 5),
            LocalDate.of(2026, 10, 6), LocalDate.of(2026, 10, 7));
    private static final Set<LocalDate> ON = Set.of(LocalDate.of(2026, 10, 10));
    private static final WorkingTime TIME = new WorkingTime(ZONE, day -> ON.contains(day) || !OFF.contains(day)
            && day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY);

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(ZONE).toInstant();
    }

    private static TimeLimit limit(int amount, TimeLimit.Unit unit) {
        return new TimeLimit("L", "时限", "Limit", amount, unit, 50, "test", LocalDate.of(2020, 1, 1), null);
    }

    @ParameterizedTest
    @CsvSource({
        // begun on Tuesday 29 September: Wednesday, then the holiday, Thursday 8, Friday 9, Saturday 10 is worked
        "2026-09-29T16:00:00, 1, WORK_DAY, 2026-10-01T00:00:00",
        "2026-09-29T16:00:00, 2, WORK_DAY, 2026-10-09T00:00:00",
        "2026-09-29T16:00:00, 4, WORK_DAY, 2026-10-11T00:00:00",
        // begun on a free day
        "2026-10-03T08:00:00, 1, WORK_DAY, 2026-10-09T00:00:00",
        "2026-09-29T16:00:00, 4, DAY, 2026-10-04T00:00:00",
        "2026-01-31T10:00:00, 1, MONTH, 2026-03-01T00:00:00",
        "2026-09-29T16:00:00, 24, HOUR, 2026-09-30T16:00:00",
        "2026-09-29T23:30:00, 45, MINUTE, 2026-09-30T00:15:00"})
    void theTimeIsCountedByItsUnit(String from, int amount, TimeLimit.Unit unit, String due) {
        assertEquals(at(due), TIME.due(at(from), limit(amount, unit), List.of()).dueAt());
    }

    @Test
    void warningComesAfterItsShare() {
        assertEquals(at("2026-10-09T00:00:00"), TIME.due(at("2026-09-29T16:00:00"), limit(4, TimeLimit.Unit.WORK_DAY), List.of()).warnAt());
        assertEquals(at("2026-09-30T04:00:00"), TIME.due(at("2026-09-29T16:00:00"), limit(24, TimeLimit.Unit.HOUR), List.of()).warnAt());
    }

    @Test
    void theCustomersTimeIsNotCounted() {
        // the customer has it from Monday noon to Wednesday noon: Monday and Tuesday end with him
        List<Pause> pauses = List.of(new Pause(at("2026-07-06T12:00:00"), at("2026-07-08T12:00:00")));
        assertEquals(at("2026-07-10T00:00:00"), TIME.due(at("2026-07-03T09:00:00"), limit(2, TimeLimit.Unit.WORK_DAY), pauses).dueAt());
        assertEquals(at("2026-07-08T14:00:00"), TIME.due(at("2026-07-06T10:00:00"), limit(4, TimeLimit.Unit.HOUR), pauses).dueAt());
        // it begins within the pause
        assertEquals(at("2026-07-08T16:00:00"), TIME.due(at("2026-07-07T10:00:00"), limit(4, TimeLimit.Unit.HOUR), pauses).dueAt());
    }
}
