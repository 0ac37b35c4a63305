package org.karawatt.billing.internal.service;

import java.math.BigDecimal;
import java.util.List;
import org.karawatt.billing.api.CorrectedReading;
import org.karawatt.billing.api.Correction;
import org.karawatt.billing.api.CorrectionDraft;
import org.karawatt.billing.api.CorrectionService;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.metering.api.MeteringErrors;
import org.karawatt.metering.api.RegisterKind;
import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * {@code billing.propose-correction}: proposes to correct {@code billNo} for {@code reasonCode} and {@code correctionReason}, with
 * {@code reReadValue} of {@code register} (the active total without one) where a reading was wrong. Sets {@code correctionId},
 * {@code correctedAmount} and {@code correctionDifference}. Whoever leads the case here needs the right to propose.
 */
@Component(service = StepHandler.class)
public final class ProposeCorrectionStep implements StepHandler {

    private final CorrectionService corrections;

    @Activate
    public ProposeCorrectionStep(@Reference(policyOption = ReferencePolicyOption.GREEDY) CorrectionService corrections) {
        this.corrections = corrections;
    }

    @Override
    public String name() {
        return "billing.propose-correction";
    }

    @Override
    public void run(StepContext step) {
        BigDecimal value = step.number("reReadValue");
        List<CorrectedReading> readings = value == null ? List.of() : List.of(new CorrectedReading(null, register(step.text("register")), value));
        // a case may propose again after a refusal: the refused proposal is part of the key
        Correction proposed = corrections.propose(step.caller(), step.text("billNo"),
                new CorrectionDraft(step.text("reasonCode"), step.text("correctionReason"), readings),
                "case-" + step.workCase().id() + "-" + step.stepKey() + "-" + step.text("correctionId"));
        step.set("correctionId", proposed.id());
        step.set("correctedAmount", proposed.amountAfter());
        step.set("correctionDifference", proposed.difference());
    }

    private static RegisterKind register(String name) {
        if (name == null) {
            return RegisterKind.AP_TOTAL;
        }
        for (RegisterKind kind : RegisterKind.values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        throw KarawattException.invalid(MeteringErrors.BAD_VALUE, name);
    }
}
