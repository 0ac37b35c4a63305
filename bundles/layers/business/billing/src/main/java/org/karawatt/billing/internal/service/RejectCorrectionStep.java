package org.karawatt.billing.internal.service;

import org.karawatt.billing.api.CorrectionService;
import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code billing.reject-correction}: rejects the correction {@code correctionId} of the case for the reason {@code approvalNote}. */
@Component(service = StepHandler.class)
public final class RejectCorrectionStep implements StepHandler {

    private final CorrectionService corrections;

    @Activate
    public RejectCorrectionStep(@Reference(policyOption = ReferencePolicyOption.GREEDY) CorrectionService corrections) {
        this.corrections = corrections;
    }

    @Override
    public String name() {
        return "billing.reject-correction";
    }

    @Override
    public void run(StepContext step) {
        corrections.reject(step.caller(), step.number("correctionId").longValueExact(), step.text("approvalNote"));
    }
}
