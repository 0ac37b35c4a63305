package org.karawatt.quality.api;

import java.util.List;
import java.util.Map;

/**
 * What a rule has found in a run so far.
 *
 * @param examined facts looked at
 * @param hits facts at fault
 * @param fresh hits that were not known; 0 in a trial
 * @param excluded faulty facts that are excluded for a time
 * @param sample some hits, at most 20
 */
public record AuditResult(String ruleCode, long examined, long hits, long fresh, long excluded, List<Sample> sample) {

    public AuditResult {
        sample = List.copyOf(sample);
    }

    /** A hit with the values that its rule speaks of. */
    public record Sample(String accountNo, String object, Map<String, String> values) {
    }
}
