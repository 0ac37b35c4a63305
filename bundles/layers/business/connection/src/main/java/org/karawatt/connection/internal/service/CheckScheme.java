package org.karawatt.connection.internal.service;

import org.karawatt.connection.api.ConnectionErrors;
import org.karawatt.connection.api.ConnectionProcesses;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Checks a supply scheme: where the supply comes from, and that the tariff fits the voltage. */
@Component(service = StepHandler.class)
public final class CheckScheme implements StepHandler {

    private final Domains domains;

    @Activate
    public CheckScheme(@Reference Domains domains) {
        this.domains = domains;
    }

    @Override
    public String name() {
        return "connection.check-scheme";
    }

    @Override
    public void run(StepContext step) {
        FormFaults faults = new FormFaults(domains, step);
        String lineNo = step.text("lineNo");
        if (lineNo != null) {
            faults.found("lineNo", () -> domains.equipment.line(faults.acting(), lineNo));
        }
        if (ConnectionProcesses.HIGH_VOLTAGE.equals(step.workCase().processKey())) {
            if (step.text("surveyOutcome") == null) {
                throw KarawattException.conflict(ConnectionErrors.SURVEY_MISSING);
            }
        } else {
            String areaNo = faults.text("areaNo");
            if (areaNo != null) {
                faults.found("areaNo", () -> domains.equipment.area(faults.acting(), areaNo));
            }
            if (ConnectionProcesses.LOW_VOLTAGE.equals(step.workCase().processKey())) {
                faults.number("contractKva");
            }
        }
        faults.tariff(step.text("tariffCode"), step.text("usageClass"), faults.text("voltageCode"), domains.clock.today());
        faults.throwIfAny();
    }
}
