package org.karawatt.equipment.internal.calc;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.karawatt.equipment.api.CapacityHistory;
import org.karawatt.equipment.api.CapacitySegment;
import org.karawatt.kernel.time.Period;

/** Adds up the running capacity of an account's equipment over time. Pure. */
public final class CapacityTimeline {

    /**
     * The state of one transformer for a while. What has been removed is not given here.
     *
     * @param to day after the last; null when open
     * @param state RUNNING, STANDBY or SUSPENDED: only what runs counts as running capacity; what is suspended is installed and sealed
     */
    public record State(long accountId, LocalDate from, LocalDate to, String state, BigDecimal capacityKva) {

        boolean running() {
            return "RUNNING".equals(state);
        }

        boolean sealed() {
            return "SUSPENDED".equals(state);
        }
    }

    private CapacityTimeline() {
    }

    /**
     * Segments inside the period, cut where the sum changes. Days on which the account has no equipment at all are in no segment; days
     * on which all of it rests are in a segment of zero.
     *
     * @param states ordered by account
     */
    public static List<CapacitySegment> of(List<State> states, Period period) {
        List<CapacitySegment> segments = new ArrayList<>();
        int from = 0;
        while (from < states.size()) {
            int to = from + 1;
            while (to < states.size() && states.get(to).accountId() == states.get(from).accountId()) {
                to++;
            }
            account(states.subList(from, to), period, segments);
            from = to;
        }
        return segments;
    }

    /**
     * Installed capacity and seals by account.
     *
     * @param states ordered by account, of the period and of the day before it
     */
    public static List<CapacityHistory> histories(List<State> states, Period period) {
        List<CapacityHistory> histories = new ArrayList<>();
        int from = 0;
        while (from < states.size()) {
            int to = from + 1;
            while (to < states.size() && states.get(to).accountId() == states.get(from).accountId()) {
                to++;
            }
            histories.add(history(states.subList(from, to), period));
            from = to;
        }
        return histories;
    }

    private static CapacityHistory history(List<State> states, Period period) {
        TreeSet<LocalDate> days = new TreeSet<>(List.of(period.from().minusDays(1)));
        List<CapacityHistory.Hold> holds = new ArrayList<>();
        for (State state : states) {
            days.add(max(state.from(), days.first()));
            if (state.to() != null && state.to().isBefore(period.to())) {
                days.add(max(state.to(), days.first()));
            }
            if (state.sealed() && (state.to() == null || state.to().isAfter(period.from()))) {
                holds.add(new CapacityHistory.Hold(state.from(), state.to(), state.capacityKva()));
            }
        }
        List<CapacityHistory.Change> changes = new ArrayList<>();
        BigDecimal before = BigDecimal.ZERO;
        for (LocalDate day : days) {
            BigDecimal installed = BigDecimal.ZERO;
            for (State state : states) {
                boolean there = !state.from().isAfter(day) && (state.to() == null || day.isBefore(state.to()));
                installed = there && (state.running() || state.sealed()) ? installed.add(state.capacityKva()) : installed;
            }
            if (installed.compareTo(before) != 0) {
                changes.add(new CapacityHistory.Change(day, installed));
                before = installed;
            }
        }
        return new CapacityHistory(states.get(0).accountId(), changes, holds);
    }

    private static void account(List<State> states, Period period, List<CapacitySegment> segments) {
        TreeSet<LocalDate> cuts = new TreeSet<>();
        for (State state : states) {
            cuts.add(max(state.from(), period.from()));
            LocalDate end = end(state, period);
            if (end != null) {
                cuts.add(end);
            }
        }
        CapacitySegment open = null;
        for (LocalDate cut : cuts) {
            BigDecimal sum = sum(states, period, cut);
            if (open != null && (sum == null || sum.compareTo(open.capacityKva()) != 0)) {
                segments.add(new CapacitySegment(open.accountId(), open.from(), cut, open.capacityKva()));
                open = null;
            }
            if (open == null && sum != null) {
                open = new CapacitySegment(states.get(0).accountId(), cut, null, sum);
            }
        }
        if (open != null) {
            segments.add(open);
        }
    }

    /** The running capacity on a day; null when there is no equipment. */
    private static BigDecimal sum(List<State> states, Period period, LocalDate day) {
        BigDecimal sum = null;
        for (State state : states) {
            LocalDate end = end(state, period);
            if (!state.from().isAfter(day) && (end == null || day.isBefore(end))) {
                BigDecimal capacity = state.running() ? state.capacityKva() : BigDecimal.ZERO.setScale(state.capacityKva().scale());
                sum = sum == null ? capacity : sum.add(capacity);
            }
        }
        return sum;
    }

    private static LocalDate end(State state, Period period) {
        if (state.to() == null) {
            return period.to();
        }
        return period.to() == null || state.to().isBefore(period.to()) ? state.to() : period.to();
    }

    private static LocalDate max(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }
}
