package org.karawatt.workflow.api;

import java.time.Instant;

/**
 * Something that has happened in a case.
 *
 * @param kind OPENED, TASK, CLAIMED, RELEASED, DELEGATED, HANDED_OVER, DONE, STEP, PARKED, RESUMED_STEP, ROLLED_BACK, SUSPENDED, RESUMED,
 *     WARNED, ESCALATED, COMMENT, ATTACHED, CLOSED or TERMINATED
 * @param taskId task that it was about; null for the case itself
 * @param note what was said; null when nothing
 */
public record CaseEvent(long id, long caseId, Long taskId, String kind, Instant at, String by, String note) {
}
