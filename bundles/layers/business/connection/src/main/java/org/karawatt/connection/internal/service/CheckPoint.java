package org.karawatt.connection.internal.service;

import java.util.List;
import org.karawatt.connection.api.ConnectionErrors;
import org.karawatt.metering.api.MeteringPoint;
import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds the metering point whose meter a change is about: the one that is named, or the only one. */
@Component(service = StepHandler.class)
public final class CheckPoint implements StepHandler {

    private final Domains domains;

    @Activate
    public CheckPoint(@Reference Domains domains) {
        this.domains = domains;
    }

    @Override
    public String name() {
        return "connection.check-point";
    }

    @Override
    public void run(StepContext step) {
        FormFaults faults = new FormFaults(domains, step);
        String named = step.text("pointNo");
        String accountNo = step.text("accountNo");
        List<String> metered = domains.metering.points(faults.acting(), step.number("accountId").longValueExact()).stream()
                .filter(point -> point.meterNo() != null).map(MeteringPoint::pointNo).toList();
        if (named != null && !metered.contains(named) || metered.isEmpty()) {
            faults.add("pointNo", ConnectionErrors.POINT_UNKNOWN, accountNo, named == null ? "-" : named);
        } else if (named == null && metered.size() > 1) {
            faults.add("pointNo", ConnectionErrors.POINT_NEEDED, accountNo, String.join(", ", metered));
        }
        faults.throwIfAny();
        step.set("pointNo", named == null ? metered.get(0) : named);
    }
}
