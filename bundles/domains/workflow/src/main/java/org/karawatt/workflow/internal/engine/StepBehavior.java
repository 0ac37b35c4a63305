package org.karawatt.workflow.internal.engine;

import org.flowable.bpmn.model.ServiceTask;
import org.flowable.engine.delegate.DelegateExecution;
import org.flowable.engine.impl.bpmn.behavior.AbstractBpmnActivityBehavior;
import org.karawatt.workflow.internal.calc.Karawatt;

/**
 * An automatic step: does its work and goes on, or stays where it is when its handler is away until it is told to try again. One object
 * serves all steps. Thread-safe.
 */
final class StepBehavior extends AbstractBpmnActivityBehavior {

    private static final long serialVersionUID = 1L;

    private final transient Steps steps;

    StepBehavior(Steps steps) {
        this.steps = steps;
    }

    @Override
    public void execute(DelegateExecution execution) {
        attempt(execution);
    }

    @Override
    public void trigger(DelegateExecution execution, String signal, Object data) {
        attempt(execution);
    }

    private void attempt(DelegateExecution execution) {
        ServiceTask task = (ServiceTask) execution.getCurrentFlowElement();
        if (steps.run(new EngineStep(execution, task.getAttributeValue(Karawatt.NAMESPACE, Karawatt.HANDLER)))) {
            leave(execution);
        }
    }
}
