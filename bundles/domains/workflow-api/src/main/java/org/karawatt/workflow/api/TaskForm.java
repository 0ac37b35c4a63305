package org.karawatt.workflow.api;

import java.util.List;
import java.util.Map;

/** What a task asks for, and the values that the case has of it already. */
public record TaskForm(List<FormField> fields, Map<String, Object> values) {
}
