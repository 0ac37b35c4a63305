package org.karawatt.workflow.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * An automatic step of processes. Chosen by the name that the process gives; while no handler of that name is there the case waits at
 * the step. Called inside the unit of work of the step before, so that both commit together: an exception refuses the task that led
 * here, or repeats and then parks a step that no person has led to. Thread-safe.
 */
@ConsumerType
public interface StepHandler {

    /** Name by which processes choose it, such as {@code contract.open-account}. */
    String name();

    /** Does the step. */
    void run(StepContext step);
}
