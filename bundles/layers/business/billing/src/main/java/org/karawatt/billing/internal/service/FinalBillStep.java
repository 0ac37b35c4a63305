package org.karawatt.billing.internal.service;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.FinalBillDraft;
import org.karawatt.billing.api.FinalBillService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * {@code billing.final-bill}: bills {@code accountNo} up to {@code finalReadOn} from the final readings recorded before; a value
 * {@code closing} of false says that the account goes on. Sets {@code finalBillNo} and {@code finalAmount}. The process is what
 * permits it: whoever has read the meter need not be allowed to bill.
 */
@Component(service = StepHandler.class)
public final class FinalBillStep implements StepHandler {

    private final FinalBillService finals;

    @Activate
    public FinalBillStep(@Reference(policyOption = ReferencePolicyOption.GREEDY) FinalBillService finals) {
        this.finals = finals;
    }

    @Override
    public String name() {
        return "billing.final-bill";
    }

    @Override
    public void run(StepContext step) {
        CallContext caller = step.caller();
        Set<String> permissions = new HashSet<>(caller.permissions());
        permissions.add("billing.final");
        CallContext permitted = new CallContext(caller.user(), permissions, caller.scope(), caller.locale(), caller.channel(), caller.reason());
        boolean closing = !Boolean.FALSE.equals(step.values().get("closing"));
        Bill bill = finals.bill(permitted, step.text("accountNo"), new FinalBillDraft(step.date("finalReadOn"), closing, List.of()),
                "case-" + step.workCase().id() + "-" + step.stepKey() + "-" + step.text("finalReadOn"));
        step.set("finalBillNo", bill.billNo());
        step.set("finalAmount", bill.amount());
    }
}
