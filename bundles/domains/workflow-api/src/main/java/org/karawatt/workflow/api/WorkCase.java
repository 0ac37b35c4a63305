package org.karawatt.workflow.api;

import java.time.Instant;

/**
 * A case (工单): one run of a process for one matter.
 *
 * @param caseNo number that people use
 * @param accountId account that it is about; null when there is none yet
 * @param channel where it came from: {@code hall}, {@code call}, {@code portal}, {@code system} ...
 * @param priority 1 is most urgent, 9 least
 * @param deadline null when the process sets none
 * @param parked whether an automatic step could not go on
 * @param outcome null until it has ended
 */
public record WorkCase(long id, String caseNo, String processKey, int processVersion, String nameZh, String nameEn, String title,
        long officeId, Long accountId, String channel, int priority, CaseStatus status, String openedBy, Instant openedAt,
        Deadline deadline, boolean parked, Instant closedAt, String outcome, int version) {
}
