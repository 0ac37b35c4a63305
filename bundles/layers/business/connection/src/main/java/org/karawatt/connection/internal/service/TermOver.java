package org.karawatt.connection.internal.service;

import org.karawatt.workflow.spi.StepContext;
import org.karawatt.workflow.spi.StepHandler;
import org.osgi.service.component.annotations.Component;

/** A suspension has lasted as long as it was asked for: the capacity counts again from the day that was agreed (rules of 1996 art. 24). */
@Component(service = StepHandler.class)
public final class TermOver implements StepHandler {

    @Override
    public String name() {
        return "connection.term-over";
    }

    @Override
    public void run(StepContext step) {
        step.set("openedOn", step.date("untilOn"));
    }
}
