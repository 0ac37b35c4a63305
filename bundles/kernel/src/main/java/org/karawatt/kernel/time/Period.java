package org.karawatt.kernel.time;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * A half-open period of days: {@code from} belongs to it, {@code to} does not. Immutable.
 *
 * @param from first day, never null
 * @param to day after the last; {@code null} means open-ended
 */
public record Period(LocalDate from, LocalDate to) {

    public Period {
        Objects.requireNonNull(from, "from");
        if (to != null && !to.isAfter(from)) {
            throw new IllegalArgumentException("empty period: " + from + " to " + to);
        }
    }

    public static Period since(LocalDate from) {
        return new Period(from, null);
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && (to == null || day.isBefore(to));
    }

    public boolean overlaps(Period other) {
        return (other.to == null || from.isBefore(other.to)) && (to == null || other.from.isBefore(to));
    }

    /** The common part of both, if there is one. */
    public Optional<Period> intersection(Period other) {
        if (!overlaps(other)) {
            return Optional.empty();
        }
        LocalDate start = from.isAfter(other.from) ? from : other.from;
        LocalDate end = to == null ? other.to : other.to == null || to.isBefore(other.to) ? to : other.to;
        return Optional.of(new Period(start, end));
    }

    /** Number of days; an open-ended period has none and throws {@link IllegalStateException}. */
    public long days() {
        if (to == null) {
            throw new IllegalStateException("open-ended period since " + from);
        }
        return ChronoUnit.DAYS.between(from, to);
    }

    @Override
    public String toString() {
        return "[" + from + ", " + (to == null ? "" : to) + ")";
    }
}
