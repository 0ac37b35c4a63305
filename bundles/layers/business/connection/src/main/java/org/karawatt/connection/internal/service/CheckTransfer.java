package org.karawatt.connection.internal.service;

import java.util.List;
import org.karawatt.connection.api.ConnectionErrors;
import org.karawatt.customer.api.Account;
import org.karawatt.metering.api.MeteringPoint;
import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Checks a transfer: the new customer, his tariff, and that the meter can be read. */
@Component(service = StepHandler.class)
public final class CheckTransfer implements StepHandler {

    private final Domains domains;

    @Activate
    public CheckTransfer(@Reference Domains domains) {
        this.domains = domains;
    }

    @Override
    public String name() {
        return "connection.check-transfer";
    }

    @Override
    public void run(StepContext step) {
        FormFaults faults = new FormFaults(domains, step);
        Applicant.check(faults, step, domains);
        Account account = domains.customers.account(faults.acting(), step.text("accountNo"));
        if (account.customerNo().equals(step.text("customerNo"))) {
            faults.add("customerNo", ConnectionErrors.SAME_CUSTOMER);
        }
        faults.tariff(step.text("tariffCode"), account.usageClass(), account.voltageCode(), domains.clock.today());
        List<String> metered = domains.metering.points(faults.acting(), account.id()).stream().filter(point -> point.meterNo() != null)
                .map(MeteringPoint::pointNo).toList();
        if (metered.size() != 1) {
            faults.add("accountNo", metered.isEmpty() ? ConnectionErrors.POINT_UNKNOWN : ConnectionErrors.POINT_NEEDED, account.accountNo(),
                    String.join(", ", metered));
        }
        faults.throwIfAny();
        step.set("pointNo", metered.get(0));
        step.set("oldCustomerNo", account.customerNo());
    }
}
