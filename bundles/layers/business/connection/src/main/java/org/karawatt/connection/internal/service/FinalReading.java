package org.karawatt.connection.internal.service;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.karawatt.connection.api.ConnectionErrors;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.metering.api.LastReading;
import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Records the reading with which the old customer ends and the new one begins. */
@Component(service = StepHandler.class)
public final class FinalReading implements StepHandler {

    private static final String DONE = "readFinallyOn";
    private static final Map<String, String> FIELDS = Map.of("on", "finalReadOn");
    private final Domains domains;

    @Activate
    public FinalReading(@Reference Domains domains) {
        this.domains = domains;
    }

    @Override
    public String name() {
        return "connection.final-reading";
    }

    @Override
    public void run(StepContext step) {
        LocalDate on = step.date("finalReadOn");
        if (step.date(DONE) != null) {
            if (!Objects.equals(step.date(DONE), on)) {
                throw KarawattException.conflict(ConnectionErrors.DONE_OTHERWISE, step.date(DONE));
            }
            return;
        }
        LastReading reading = new LastReading(step.text("pointNo"), on, Registers.values(step, "final"));
        FormFaults.renamed(field -> FIELDS.getOrDefault(field, Registers.field("final", field)),
                () -> domains.metering.readFinally(domains.acting(step), reading));
        step.set(DONE, on);
    }
}
