package org.karawatt.notice.api;

import java.time.Instant;
import java.util.Map;

/**
 * A notice to many. Its accounts are counted when it is prepared and do not change afterwards.
 *
 * @param accountsOfOffice all accounts of the office, for comparison
 * @param suspicious whether it goes to unusually many, so that a release must repeat the number
 * @param status DRAFT, RELEASED, STOPPED, DONE (all notices are written) or CANCELLED
 * @param runId run that writes the notices; null before the release
 * @param notices written so far, by status
 */
public record NoticeBatch(long id, String title, String code, int templateVersion, long officeId, Population population,
        Map<String, String> values, long accounts, long accountsOfOffice, boolean suspicious, Instant sendBy, String status,
        String createdBy, Instant createdAt, String releasedBy, Instant releasedAt, Long runId, Map<NoticeStatus, Long> notices,
        int version) {
}
