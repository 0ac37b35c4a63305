package org.karawatt.workflow.rest.internal;

import java.util.List;
import java.util.Map;
import org.karawatt.workflow.api.Attachment;
import org.karawatt.workflow.api.CaseEvent;
import org.karawatt.workflow.api.CaseView;
import org.karawatt.workflow.api.StepName;
import org.karawatt.workflow.api.WorkCase;
import org.karawatt.workflow.api.WorkTask;

/**
 * A case with all that belongs to it, as the door shows it.
 *
 * @param accountNo number of its account; null without one, and while the customer domain is away
 * @param steps names of the steps and outcomes that history and tasks tell by their keys
 */
public record CaseDetail(WorkCase workCase, String accountNo, List<String> activeSteps, List<String> passedSteps, Map<String, Object> values,
        List<WorkTask> tasks, List<CaseView.ParkedStep> parked, List<CaseEvent> history, List<Attachment> attachments, List<StepName> steps) {

    static CaseDetail of(CaseView view, String accountNo, List<StepName> steps) {
        return new CaseDetail(view.workCase(), accountNo, view.activeSteps(), view.passedSteps(), view.values(), view.tasks(),
                view.parked(), view.history(), view.attachments(), steps);
    }
}
