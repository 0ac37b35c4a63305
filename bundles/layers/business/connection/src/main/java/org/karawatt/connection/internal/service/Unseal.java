package org.karawatt.connection.internal.service;

import java.time.LocalDate;
import java.util.Objects;
import org.karawatt.connection.api.ConnectionErrors;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Has transformers run again from the day on which they were opened; that day is charged. */
@Component(service = StepHandler.class)
public final class Unseal implements StepHandler {

    private static final String DONE = "runningSince";
    private final Domains domains;

    @Activate
    public Unseal(@Reference Domains domains) {
        this.domains = domains;
    }

    @Override
    public String name() {
        return "connection.unseal";
    }

    @Override
    public void run(StepContext step) {
        if (step.date(DONE) != null) {
            if (!Objects.equals(step.date(DONE), step.date("openedOn"))) {
                throw KarawattException.conflict(ConnectionErrors.DONE_OTHERWISE, step.date(DONE));
            }
            return;
        }
        FormFaults faults = new FormFaults(domains, step);
        LocalDate sealed = step.date("restingSince");
        LocalDate on = sealed == null ? faults.past("openedOn", step.date("fromOn"), ConnectionErrors.TOO_EARLY)
                : faults.past("openedOn", sealed.plusDays(1), ConnectionErrors.NOT_BEFORE_SEAL);
        faults.throwIfAny();
        Capacity.set(domains, step, Capacity.RUNNING, on);
        step.set(DONE, on);
        step.set("outcome", "restored");
    }
}
