package org.karawatt.quality.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * Something that an audit rule has found (稽查问题). Holds figures and codes, no personal data.
 *
 * @param window month, year or {@code -} that it counts for; the same rule, object and window are one hit
 * @param object kind and number of what is at fault, such as {@code point 0001}
 * @param values values that the rule speaks of, as they were
 * @param caseId case at work on it; null before
 * @param recovered money recovered, yuan; null when none is told
 * @param note what was said at the end; null before
 */
public record AuditHit(long id, String ruleCode, String ruleZh, String ruleEn, String theme, String severity, long officeId, long accountId,
        String accountNo, String object, String window, Map<String, String> values, HitStatus status, Long caseId, String caseNo,
        Instant foundAt, Instant endedAt, BigDecimal recovered, String note) {

    public AuditHit {
        values = Map.copyOf(values);
    }
}
