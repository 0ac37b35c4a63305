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

/** Seals transformers from the day on which it was done on site; a suspension ends by itself when its term is over. */
@Component(service = StepHandler.class)
public final class Seal implements StepHandler {

    private static final String DONE = "restingSince";
    private final Domains domains;

    @Activate
    public Seal(@Reference Domains domains) {
        this.domains = domains;
    }

    @Override
    public String name() {
        return "connection.seal";
    }

    @Override
    public void run(StepContext step) {
        if (step.date(DONE) != null) {
            if (!Objects.equals(step.date(DONE), step.date("sealedOn"))) {
                throw KarawattException.conflict(ConnectionErrors.DONE_OTHERWISE, step.date(DONE));
            }
            return;
        }
        FormFaults faults = new FormFaults(domains, step);
        LocalDate on = faults.past("sealedOn", step.date("fromOn"), ConnectionErrors.TOO_EARLY);
        LocalDate until = step.date("untilOn");
        if (on != null && until != null && !until.isAfter(on)) {
            faults.add("sealedOn", ConnectionErrors.NOT_BEFORE_SEAL, until);
        }
        faults.throwIfAny();
        Capacity.set(domains, step, Capacity.SUSPENDED, on);
        step.set(DONE, on);
        if (Capacity.SUSPENSION.equals(step.text("change"))) {
            // with its zone: the engine would take a day by the zone of the server
            step.set("termEndsAt", until.atStartOfDay(domains.clock.zone()).toInstant().toString());
        }
    }
}
