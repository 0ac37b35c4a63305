package org.karawatt.workflow.internal.engine;

import java.util.Map;
import org.flowable.engine.delegate.DelegateExecution;

/** A case at an automatic step, as the engine sees it. Used by one thread during the step. */
public final class EngineStep {

    private final DelegateExecution execution;
    private final String handler;

    EngineStep(DelegateExecution execution, String handler) {
        this.execution = execution;
        this.handler = handler;
    }

    /** Name of the handler that the process asks for. */
    public String handler() {
        return handler;
    }

    /** Id of the place where the case stands; with it the step is tried again. */
    public String engineId() {
        return execution.getId();
    }

    public String stepKey() {
        return execution.getCurrentActivityId();
    }

    public long caseId() {
        return (Long) execution.getVariable(CaseEvents.CASE_ID);
    }

    public Map<String, Object> values() {
        return execution.getVariables();
    }

    /** Sets a value of the case; null removes it. */
    public void set(String key, Object value) {
        if (value == null) {
            execution.removeVariable(key);
        } else {
            execution.setVariable(key, value);
        }
    }
}
