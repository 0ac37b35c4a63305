package org.karawatt.workflow.internal.engine;

/** Does automatic steps. */
public interface Steps {

    /**
     * Does a step.
     *
     * @return false when its handler is away and the case is to wait here
     */
    boolean run(EngineStep step);
}
