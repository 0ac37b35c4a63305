package org.karawatt.portal.api;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * An application for a residential connection.
 *
 * @param officeCode office that shall work on it, one of {@link ApplicationForm#offices}
 * @param tariffCode one of {@link ApplicationForm#tariffs}
 * @param accountNo an own account, when its customer applies for one more connection; null to give name and documents in the values
 * @param values values of the process's own form, by key; a null value is one that was not given
 */
public record ApplicationDraft(String officeCode, String tariffCode, String accountNo, Map<String, Object> values) {

    public ApplicationDraft {
        Map<String, Object> given = new HashMap<>(values == null ? Map.of() : values);
        given.values().removeIf(Objects::isNull);
        values = Map.copyOf(given);
    }

    /** Leaves out what tells about a person. */
    @Override
    public String toString() {
        return "ApplicationDraft[" + officeCode + ", " + tariffCode + "]";
    }
}
