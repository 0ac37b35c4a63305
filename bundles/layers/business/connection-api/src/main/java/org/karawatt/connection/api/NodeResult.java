package org.karawatt.connection.api;

import java.time.Instant;
import java.time.LocalDate;

/**
 * How a case has kept the limit of a node.
 *
 * @param dueAt end of the time allowed, the customer's own time left out; of a node that was gone through several times that of the last
 * @param doneAt when it was done
 * @param met whether it was done in time each time
 */
public record NodeResult(long caseId, String caseNo, String processKey, long officeId, LocalDate archivedOn, Node node, String limitCode,
        Instant dueAt, Instant doneAt, boolean met) {
}
