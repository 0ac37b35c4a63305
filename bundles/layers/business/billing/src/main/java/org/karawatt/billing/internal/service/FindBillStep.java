package org.karawatt.billing.internal.service;

import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillingService;
import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code billing.find-bill}: ties a case to the account of {@code billNo} and tells what the bill is about. */
@Component(service = StepHandler.class)
public final class FindBillStep implements StepHandler {

    private final BillingService billing;

    @Activate
    public FindBillStep(@Reference(policyOption = ReferencePolicyOption.GREEDY) BillingService billing) {
        this.billing = billing;
    }

    @Override
    public String name() {
        return "billing.find-bill";
    }

    @Override
    public void run(StepContext step) {
        Bill bill = billing.bill(SingleBill.reading(step.caller()), String.valueOf(step.text("billNo")));
        step.account(bill.accountId());
        step.set("accountNo", bill.accountNo());
        step.set("billMonth", bill.month().toString());
        step.set("billAmount", bill.amount());
        step.set("billKwh", bill.energyKwh());
    }
}
