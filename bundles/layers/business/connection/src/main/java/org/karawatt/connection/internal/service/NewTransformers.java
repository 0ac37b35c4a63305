package org.karawatt.connection.internal.service;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.karawatt.connection.api.ConnectionErrors;
import org.karawatt.equipment.api.EquipmentErrors;
import org.karawatt.equipment.api.TransformerDraft;
import org.karawatt.workflow.spi.StepContext;

/** Transformers as forms ask for them: {@code transformer1No}, {@code transformer1Kva} and so on. */
final class NewTransformers {

    /** Transformers that forms have fields for. */
    private static final int MOST = 2;

    private NewTransformers() {
    }

    /**
     * Those whose numbers were given, without an account yet.
     *
     * @param required whether there must be one
     * @param losses whether their no-load losses must be known
     */
    static List<TransformerDraft> read(FormFaults faults, StepContext step, String voltageCode, LocalDate on, boolean required, boolean losses) {
        List<TransformerDraft> transformers = new ArrayList<>();
        for (int i = 1; i <= MOST; i++) {
            String at = "transformer" + i;
            if (step.text(at + "No") == null && !(required && i == 1)) {
                continue;
            }
            String number = faults.text(at + "No");
            BigDecimal kva = faults.number(at + "Kva");
            if (losses) {
                faults.number(at + "NoLoadKw");
            }
            if (number != null && kva != null && transformers.stream().anyMatch(t -> t.transformerNo().equals(number))) {
                faults.list().add(at + "No", EquipmentErrors.NUMBER_TAKEN, number);
            }
            transformers.add(new TransformerDraft(number, 0, "TRANSFORMER", step.text(at + "Model"), voltageCode, kva, on,
                    step.number(at + "NoLoadKw"), step.number(at + "NoLoadPct")));
        }
        return transformers;
    }

    /** Their capacity, of those that have told it. */
    static BigDecimal sum(List<TransformerDraft> transformers) {
        return transformers.stream().map(TransformerDraft::capacityKva).filter(kva -> kva != null).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Transformers add up to what is approved. */
    static void requireCapacity(FormFaults faults, BigDecimal sum, BigDecimal approved) {
        if (sum.signum() > 0 && sum.compareTo(approved) != 0) {
            faults.add("transformer1Kva", ConnectionErrors.CAPACITY_DIFFERS, sum.toPlainString(), approved.toPlainString());
        }
    }

    /** The same for an account. */
    static List<TransformerDraft> of(long accountId, List<TransformerDraft> transformers) {
        return transformers.stream().map(t -> new TransformerDraft(t.transformerNo(), accountId, t.kind(), t.model(), t.voltageCode(),
                t.capacityKva(), t.runningSince(), t.noLoadLossKw(), t.noLoadCurrentPct())).toList();
    }
}
