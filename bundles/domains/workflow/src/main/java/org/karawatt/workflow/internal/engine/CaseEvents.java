package org.karawatt.workflow.internal.engine;

import java.util.Collection;
import java.util.List;
import org.flowable.common.engine.api.delegate.event.FlowableEngineEntityEvent;
import org.flowable.common.engine.api.delegate.event.FlowableEngineEventType;
import org.flowable.common.engine.api.delegate.event.FlowableEvent;
import org.flowable.common.engine.api.delegate.event.FlowableEventListener;
import org.flowable.common.engine.api.delegate.event.FlowableEventType;
import org.flowable.task.service.impl.persistence.entity.TaskEntity;

/**
 * Tells what happens to tasks and cases in the engine to whoever keeps our rows about them. Runs inside the unit of work of the change; an
 * exception fails it. Thread-safe.
 */
final class CaseEvents implements FlowableEventListener {

    /** Name of the value that ties an instance to its case. */
    static final String CASE_ID = "caseId";

    private static final List<FlowableEngineEventType> TYPES = List.of(FlowableEngineEventType.TASK_CREATED,
            FlowableEngineEventType.ENTITY_DELETED, FlowableEngineEventType.PROCESS_COMPLETED,
            FlowableEngineEventType.PROCESS_COMPLETED_WITH_TERMINATE_END_EVENT);

    private final CaseKeeper keeper;

    CaseEvents(CaseKeeper keeper) {
        this.keeper = keeper;
    }

    /** Keeps our rows in step with the engine. */
    interface CaseKeeper {

        /** A task has come into being. */
        void taskCreated(long caseId, String engineId, String definitionId, String stepKey);

        /** A task has gone, done or not. */
        void taskGone(String engineId);

        /** A case has come to its end. */
        void caseEnded(String engineId);
    }

    @Override
    public void onEvent(FlowableEvent event) {
        if (event.getType() == FlowableEngineEventType.TASK_CREATED) {
            TaskEntity task = (TaskEntity) ((FlowableEngineEntityEvent) event).getEntity();
            keeper.taskCreated((Long) task.getVariable(CASE_ID), task.getId(), task.getProcessDefinitionId(), task.getTaskDefinitionKey());
        } else if (event.getType() == FlowableEngineEventType.ENTITY_DELETED) {
            if (((FlowableEngineEntityEvent) event).getEntity() instanceof TaskEntity task) {
                keeper.taskGone(task.getId());
            }
        } else {
            keeper.caseEnded(((FlowableEngineEntityEvent) event).getProcessInstanceId());
        }
    }

    @Override
    public boolean isFailOnException() {
        return true;
    }

    @Override
    public boolean isFireOnTransactionLifecycleEvent() {
        return false;
    }

    @Override
    public String getOnTransaction() {
        return null;
    }

    @Override
    public Collection<? extends FlowableEventType> getTypes() {
        return TYPES;
    }
}
