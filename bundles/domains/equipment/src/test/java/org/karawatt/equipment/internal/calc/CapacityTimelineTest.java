package org.karawatt.equipment.internal.calc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.karawatt.equipment.api.CapacitySegment;
import org.karawatt.equipment.internal.calc.CapacityTimeline.State;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.kernel.time.Period;

class CapacityTimelineTest {

    private static final Period JUNE = new BillingMonth(202606).period();

    @Test
    void segmentsAreCutWhereTheSumChanges() {
        List<CapacitySegment> segments = CapacityTimeline.of(List.of(
                state(1, "2020-01-01", null, true, "1000"),
                state(1, "2020-01-01", "2026-06-11", true, "630"),
                state(1, "2026-06-11", "2026-06-21", false, "630"),
                state(1, "2026-06-21", null, true, "630")), JUNE);

        assertEquals(List.of(segment(1, "2026-06-01", "2026-06-11", "1630"), segment(1, "2026-06-11", "2026-06-21", "1000"),
                segment(1, "2026-06-21", "2026-07-01", "1630")), segments);
    }

    @Test
    void suspendedIsZeroAndAbsentIsNothing() {
        assertEquals(List.of(segment(1, "2026-06-05", "2026-06-10", "0"), segment(1, "2026-06-20", "2026-07-01", "400")),
                CapacityTimeline.of(List.of(state(1, "2026-06-05", "2026-06-10", false, "400"), state(1, "2026-06-20", null, true, "400")),
                        JUNE));
    }

    @Test
    void equalNeighboursAreOneSegment() {
        assertEquals(List.of(segment(1, "2026-06-01", "2026-07-01", "315")), CapacityTimeline.of(List.of(
                state(1, "2020-01-01", "2026-06-15", true, "315"), state(1, "2026-06-15", null, true, "315")), JUNE));
    }

    @Test
    void accountsAreKeptApartAndAnOpenPeriodStaysOpen() {
        assertEquals(List.of(segment(1, "2026-06-01", null, "100"), segment(2, "2026-06-01", "2026-06-03", "200")),
                CapacityTimeline.of(List.of(state(1, "2020-01-01", null, true, "100"), state(2, "2020-01-01", "2026-06-03", true, "200")),
                        Period.since(LocalDate.of(2026, 6, 1))));
    }

    private static State state(long account, String from, String to, boolean running, String capacity) {
        return new State(account, LocalDate.parse(from), to == null ? null : LocalDate.parse(to), running ? "RUNNING" : "SUSPENDED", new BigDecimal(capacity));
    }

    private static CapacitySegment segment(long account, String from, String to, String capacity) {
        return new CapacitySegment(account, LocalDate.parse(from), to == null ? null : LocalDate.parse(to), new BigDecimal(capacity));
    }
}
