package org.karawatt.workflow.api;

import java.util.List;

/**
 * How a step of a process is called, be it done by a person or by itself, and how the ways in which it may end are called.
 *
 * @param key id of the step in the process
 * @param nameEn its name in English; the other one where the process has none
 * @param outcomes values of {@code outcome} that it may leave, with their labels; empty when it leaves none
 */
public record StepName(String key, String nameZh, String nameEn, List<FormField.Option> outcomes) {

    public StepName {
        outcomes = List.copyOf(outcomes);
    }
}
