package org.karawatt.connection.internal.service;

import java.math.BigDecimal;
import org.karawatt.connection.api.ConnectionErrors;
import org.karawatt.customer.api.Account;
import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Checks a capacity increase as it was asked for, and later as its scheme grants it: more than is agreed, and a tariff that fits. */
@Component(service = StepHandler.class)
public final class CheckIncrease implements StepHandler {

    private final Domains domains;

    @Activate
    public CheckIncrease(@Reference Domains domains) {
        this.domains = domains;
    }

    @Override
    public String name() {
        return "connection.check-increase";
    }

    @Override
    public void run(StepContext step) {
        FormFaults faults = new FormFaults(domains, step);
        Account account = domains.customers.account(faults.acting(), step.text("accountNo"));
        BigDecimal agreed = account.contractCapacityKva();
        if (agreed == null) {
            faults.add("accountNo", ConnectionErrors.NO_CAPACITY, account.accountNo());
        } else {
            more(faults, step, "requestedKva", agreed);
            more(faults, step, "approvedKva", agreed);
        }
        if ("feasible".equals(step.text("outcome"))) {
            faults.number("approvedKva");
        }
        String lineNo = step.text("lineNo");
        if (lineNo != null) {
            faults.found("lineNo", () -> domains.equipment.line(faults.acting(), lineNo));
        }
        faults.tariff(step.text("tariffCode"), account.usageClass(), account.voltageCode(), domains.clock.today());
        if ("CONTRACT_DEMAND".equals(step.text("demandMethod"))) {
            faults.number("contractDemandKw");
        }
        faults.throwIfAny();
    }

    private static void more(FormFaults faults, StepContext step, String field, BigDecimal agreed) {
        BigDecimal kva = step.number(field);
        if (kva != null && kva.compareTo(agreed) <= 0) {
            faults.add(field, ConnectionErrors.NOT_MORE, kva.stripTrailingZeros().toPlainString(), agreed.stripTrailingZeros().toPlainString());
        }
    }
}
