package org.karawatt.workflow.internal.engine;

import org.flowable.bpmn.model.ServiceTask;
import org.flowable.engine.impl.bpmn.parser.BpmnParse;
import org.flowable.engine.impl.bpmn.parser.handler.ServiceTaskParseHandler;

/** Gives every service task our behaviour. */
final class StepParseHandler extends ServiceTaskParseHandler {

    private final StepBehavior behavior;

    StepParseHandler(StepBehavior behavior) {
        this.behavior = behavior;
    }

    @Override
    protected void executeParse(BpmnParse parse, ServiceTask task) {
        task.setBehavior(behavior);
    }
}
