package org.karawatt.workflow.api;

import java.util.List;
import java.util.Map;

/**
 * A case with all that belongs to it.
 *
 * @param activeSteps ids of the steps where it stands
 * @param passedSteps ids of the steps that it has come through
 * @param values values given so far; those of a case that has ended too. Personal ones are masked for callers without
 *        {@code customer.reveal}
 * @param parked automatic steps that could not go on
 */
public record CaseView(WorkCase workCase, List<String> activeSteps, List<String> passedSteps, Map<String, Object> values,
        List<WorkTask> tasks, List<ParkedStep> parked, List<CaseEvent> history, List<Attachment> attachments) {

    /** An automatic step that waits, and why, in the reader's language. */
    public record ParkedStep(long id, String stepKey, String handler, String code, String message) {
    }
}
