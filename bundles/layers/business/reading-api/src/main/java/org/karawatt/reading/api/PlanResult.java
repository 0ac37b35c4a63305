package org.karawatt.reading.api;


/** Outcome of planning: new plans, plans that were there already, registers of all of them. */
public record PlanResult(int created, int existing, long registers) {
}
