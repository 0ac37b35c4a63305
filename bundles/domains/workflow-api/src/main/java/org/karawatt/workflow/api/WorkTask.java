package org.karawatt.workflow.api;

import java.time.Instant;

/**
 * A task (待办): a step of a case that a person does.
 *
 * @param stepKey id of the step in the process
 * @param role who may do it; a role of the login realm or a permission such as {@code connection.survey}
 * @param assignee who has claimed it; null while open
 * @param owner who has delegated it and gets it back; null otherwise
 * @param outcome which way it ended, null until done
 */
public record WorkTask(long id, long caseId, String caseNo, String caseTitle, String processKey, String stepKey, String nameZh,
        String nameEn, String role, long officeId, String assignee, String owner, TaskStatus status, Instant createdAt,
        Deadline deadline, Instant doneAt, String doneBy, String outcome, int version) {
}
