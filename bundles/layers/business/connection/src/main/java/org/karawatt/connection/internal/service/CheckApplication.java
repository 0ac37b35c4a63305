package org.karawatt.connection.internal.service;

import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Checks an application for a new connection as a whole: customer, document, usage class, tariff, voltage. */
@Component(service = StepHandler.class)
public final class CheckApplication implements StepHandler {

    private static final String LOW_VOLTAGE_SINGLE = "AC00002";
    private static final String LOW_VOLTAGE_THREE = "AC00003";
    private final Domains domains;

    @Activate
    public CheckApplication(@Reference Domains domains) {
        this.domains = domains;
    }

    @Override
    public String name() {
        return "connection.check-application";
    }

    @Override
    public void run(StepContext step) {
        FormFaults faults = new FormFaults(domains, step);
        Applicant.check(faults, step, domains);
        String phase = step.text("phase");
        if (phase != null) {
            step.set("voltageCode", "THREE".equals(phase) ? LOW_VOLTAGE_THREE : LOW_VOLTAGE_SINGLE);
        }
        faults.tariff(faults.text("tariffCode"), faults.text("usageClass"), step.text("voltageCode"), domains.clock.today());
        String method = step.text("demandMethod");
        if (method != null && method.equals("CONTRACT_DEMAND")) {
            faults.number("contractDemandKw");
        }
        faults.throwIfAny();
    }
}
