package org.karawatt.workflow.api;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A case to be opened.
 *
 * @param processKey process to run; its newest offered version is taken
 * @param officeCode office that works on it
 * @param accountId account that it is about; null when there is none yet
 * @param title what it is about, for lists; at most 200 characters
 * @param priority 1 is most urgent, 9 least; null means 5
 * @param limitCode limit that the whole case has, where the matter decides it and not the process; null for the process's own
 * @param values values of the start form; a null value is one that was not given
 */
public record NewCase(String processKey, String officeCode, Long accountId, String title, Integer priority, String limitCode,
        Map<String, Object> values) {

    public NewCase {
        Map<String, Object> given = new HashMap<>(values == null ? Map.of() : values);
        given.values().removeIf(Objects::isNull);
        values = Map.copyOf(given);
    }

    /** A case with the limit of its process. */
    public NewCase(String processKey, String officeCode, Long accountId, String title, Integer priority, Map<String, Object> values) {
        this(processKey, officeCode, accountId, title, priority, null, values);
    }
}
