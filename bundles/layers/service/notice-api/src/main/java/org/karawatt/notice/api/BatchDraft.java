package org.karawatt.notice.api;

import java.time.Instant;
import java.util.Map;

/**
 * A notice to many that is to be prepared.
 *
 * @param code of the template
 * @param values that are the same for all
 * @param sendBy it cannot be released after this instant; null when there is no period of notice to keep
 */
public record BatchDraft(String title, String code, Population population, Map<String, String> values, Instant sendBy) {

    public BatchDraft {
        values = values == null ? Map.of() : Map.copyOf(values);
    }
}
