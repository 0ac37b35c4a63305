package org.karawatt.workflow.internal.calc;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Predicate;
import org.karawatt.workflow.api.TimeLimit;

/**
 * Computes deadlines. Time that is the customer's own or in which the case is suspended is not counted: by the clock it is added, and a day
 * counts only when the matter is with the utility at its end. Pure.
 *
 * @param working whether the office works on a day
 */
public record WorkingTime(ZoneId zone, Predicate<LocalDate> working) {

    /** Days looked at before it is taken for certain that no working day follows. */
    private static final int MAX_DAYS = 3_660;

    /** A time that is not counted. {@code to} is null while it lasts. */
    public record Pause(Instant from, Instant to) {
    }

    /** When it is warned of, and when the time is over. */
    public record Due(Instant warnAt, Instant dueAt) {
    }

    /**
     * The deadline of a limit.
     *
     * @param pauses in the order of their beginnings; one that still lasts stops the time, so the result holds only until it ends
     */
    public Due due(Instant from, TimeLimit limit, List<Pause> pauses) {
        return switch (limit.unit()) {
            case MINUTE -> byTheClock(from, Duration.ofMinutes(limit.amount()), limit, pauses);
            case HOUR -> byTheClock(from, Duration.ofHours(limit.amount()), limit, pauses);
            case WORK_DAY -> byDays(from, limit, pauses, working);
            case DAY -> byDays(from, limit, pauses, day -> true);
            case MONTH -> byMonths(from, limit, pauses);
        };
    }

    private static Due byTheClock(Instant from, Duration length, TimeLimit limit, List<Pause> pauses) {
        return new Due(after(from, length.multipliedBy(limit.warnPercent()).dividedBy(100), pauses), after(from, length, pauses));
    }

    private static Instant after(Instant from, Duration length, List<Pause> pauses) {
        Instant end = from.plus(length);
        for (Pause pause : pauses) {
            if (pause.to() != null && pause.from().isBefore(end) && pause.to().isAfter(from)) {
                end = end.plus(Duration.between(pause.from().isBefore(from) ? from : pause.from(), pause.to()));
            }
        }
        return end;
    }

    private Due byDays(Instant from, TimeLimit limit, List<Pause> pauses, Predicate<LocalDate> counts) {
        int warnDays = Math.max(0, limit.amount() * limit.warnPercent() / 100);
        Instant warnAt = warnDays == 0 ? from : null;
        LocalDate day = from.atZone(zone).toLocalDate();
        int counted = 0;
        for (int i = 0; i < MAX_DAYS; i++) {
            day = day.plusDays(1);
            if (counts.test(day) && !paused(endOf(day), pauses)) {
                counted++;
                if (counted == warnDays) {
                    warnAt = endOf(day);
                }
                if (counted >= limit.amount()) {
                    return new Due(warnAt == null ? endOf(day) : warnAt, endOf(day));
                }
            }
        }
        throw new IllegalStateException("no working day within ten years after " + from);
    }

    private Due byMonths(Instant from, TimeLimit limit, List<Pause> pauses) {
        LocalDate begin = from.atZone(zone).toLocalDate();
        Duration whole = Duration.between(from, endOf(begin.plusMonths(limit.amount())));
        return byTheClock(from, whole, limit, pauses);
    }

    private Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(zone).toInstant();
    }

    private static boolean paused(Instant at, List<Pause> pauses) {
        return pauses.stream().anyMatch(pause -> pause.from().isBefore(at) && pause.to() != null && !pause.to().isBefore(at));
    }
}
