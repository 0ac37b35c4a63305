package org.karawatt.billing.internal.service;

import org.karawatt.billing.api.Correction;
import org.karawatt.billing.api.CorrectionService;
import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * {@code billing.apply-correction}: approves the correction {@code correctionId} of the case in the name of whoever leads it here, who must
 * be another person than has proposed it. Sets {@code reversalBillNo} and {@code correctedBillNo}.
 */
@Component(service = StepHandler.class)
public final class ApplyCorrectionStep implements StepHandler {

    private final CorrectionService corrections;

    @Activate
    public ApplyCorrectionStep(@Reference(policyOption = ReferencePolicyOption.GREEDY) CorrectionService corrections) {
        this.corrections = corrections;
    }

    @Override
    public String name() {
        return "billing.apply-correction";
    }

    @Override
    public void run(StepContext step) {
        Correction applied = corrections.approve(step.caller(), step.number("correctionId").longValueExact(), step.text("approvalNote"));
        step.set("reversalBillNo", applied.reversalNo());
        step.set("correctedBillNo", applied.correctedNo());
    }
}
