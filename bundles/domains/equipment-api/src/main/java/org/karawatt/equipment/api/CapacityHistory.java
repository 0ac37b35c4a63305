package org.karawatt.equipment.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * Installed capacity of an account and what of it was sealed (rules C.8). Equipment on standby counts for neither.
 *
 * @param changes capacity from a day on, in day order; the first may lie before the period that was asked for; never null
 * @param holds seals that touch the period, with their own days; never null
 */
public record CapacityHistory(long accountId, List<Change> changes, List<Hold> holds) {

    /** Installed capacity from a day on, sealed equipment included. */
    public record Change(LocalDate day, BigDecimal kva) {
    }

    /** Sealed capacity; {@code to}, the day of opening, is null while it is sealed. */
    public record Hold(LocalDate from, LocalDate to, BigDecimal kva) {
    }

    public CapacityHistory {
        changes = List.copyOf(changes);
        holds = List.copyOf(holds);
    }
}
