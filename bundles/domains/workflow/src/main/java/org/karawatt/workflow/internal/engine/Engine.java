package org.karawatt.workflow.internal.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.flowable.bpmn.model.BpmnModel;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.repository.Deployment;
import org.flowable.engine.runtime.ProcessInstance;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.kernel.work.UnitOfWork;
import org.karawatt.persistence.store.ConnectionStore;
import org.karawatt.persistence.store.Dialect;

/**
 * The process engine behind the few verbs that we use. Whatever it does happens in the current unit of work. Thread-safe.
 */
public final class Engine implements AutoCloseable {

    private final ProcessEngine engine;

    /**
     * Starts the engine.
     *
     * @param loader sees all classes and files of the engine
     * @param steps does automatic steps
     * @param keeper is told of tasks and ends
     */
    public Engine(UnitOfWork work, ConnectionStore connections, Dialect dialect, BusinessClock clock, ClassLoader loader, Steps steps,
            CaseKeeper keeper) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            EngineSettings settings = new EngineSettings(work, connections, dialect, clock, loader, new StepBehavior(steps),
                    new CaseEvents(keeper));
            engine = work.required(settings::buildProcessEngine);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Keeps our rows in step with the engine. */
    public interface CaseKeeper extends CaseEvents.CaseKeeper {
    }

    /** Takes in a process and returns the id of its definition. */
    public String deploy(String name, byte[] xml) {
        Deployment deployment = engine.getRepositoryService().createDeployment().name(name).addBytes(name + ".bpmn20.xml", xml)
                .deploy();
        return engine.getRepositoryService().createProcessDefinitionQuery().deploymentId(deployment.getId()).singleResult().getId();
    }

    /** The process as the engine has it; from its memory after the first time. */
    public BpmnModel model(String definitionId) {
        return engine.getRepositoryService().getBpmnModel(definitionId);
    }

    /** Starts a case and returns the id of its instance. */
    public String start(String definitionId, long caseId, String caseNo, Map<String, Object> values) {
        ProcessInstance instance = engine.getRuntimeService().createProcessInstanceBuilder().processDefinitionId(definitionId)
                .businessKey(caseNo).variables(values).variable(CaseEvents.CASE_ID, caseId).start();
        return instance.getId();
    }

    /** Does a task with the values of its form. */
    public void complete(String taskId, Map<String, Object> values) {
        engine.getTaskService().complete(taskId, values);
    }

    /** Tries a waiting automatic step again, or the timer whose way on has failed. */
    public void retry(String stepEngineId) {
        List<DueTimer> timers = engine.getManagementService().createTimerJobQuery().executionId(stepEngineId).list().stream()
                .map(job -> new DueTimer(job.getId(), job.getProcessInstanceId(), job.getExecutionId(), job.getElementId())).toList();
        if (timers.isEmpty()) {
            engine.getRuntimeService().trigger(stepEngineId);
        } else {
            timers.forEach(this::run);
        }
    }

    /** Whether a step is still waiting. */
    public boolean waits(String stepEngineId) {
        return engine.getRuntimeService().createExecutionQuery().executionId(stepEngineId).count() > 0;
    }

    /** Where a case stands: ids of the steps in the process. */
    public List<String> activeSteps(String instanceId) {
        return engine.getRuntimeService().getActiveActivityIds(instanceId);
    }

    /** Steps that a case has come through, oldest first. */
    public List<String> passedSteps(String instanceId) {
        return engine.getHistoryService().createHistoricActivityInstanceQuery().processInstanceId(instanceId).finished()
                .orderByHistoricActivityInstanceStartTime().asc().list().stream().map(step -> step.getActivityId()).distinct().toList();
    }

    /** The value {@code outcome} of a case that has ended or goes on; null when none was set. */
    public String outcome(String instanceId) {
        var outcome = engine.getHistoryService().createHistoricVariableInstanceQuery().processInstanceId(instanceId)
                .variableName("outcome").singleResult();
        return outcome == null || outcome.getValue() == null ? null : outcome.getValue().toString();
    }

    /** Whether a case has ended. */
    public boolean isOver(String instanceId) {
        return engine.getRuntimeService().createProcessInstanceQuery().processInstanceId(instanceId).count() == 0;
    }

    /** Sets values of a case from outside. */
    public void set(String instanceId, Map<String, Object> values) {
        engine.getRuntimeService().setVariables(instanceId, values);
    }

    /** Values of a case, also of one that has ended. */
    public Map<String, Object> values(String instanceId) {
        Map<String, Object> values = new TreeMap<>();
        engine.getHistoryService().createHistoricVariableInstanceQuery().processInstanceId(instanceId).list()
                .forEach(value -> values.put(value.getVariableName(), value.getValue()));
        values.remove(CaseEvents.CASE_ID);
        return values;
    }

    /** A value of many cases, by instance; those that have none are absent. */
    public Map<String, Object> values(Set<String> instanceIds, String key) {
        Map<String, Object> values = new HashMap<>();
        engine.getHistoryService().createHistoricVariableInstanceQuery().executionIds(instanceIds).variableName(key).list().stream()
                .filter(value -> value.getValue() != null).forEach(value -> values.put(value.getProcessInstanceId(), value.getValue()));
        return values;
    }

    /** Takes a case from one step to another. */
    public void move(String instanceId, String fromStep, String toStep) {
        engine.getRuntimeService().createChangeActivityStateBuilder().processInstanceId(instanceId)
                .moveActivityIdTo(fromStep, toStep).changeState();
    }

    public void suspend(String instanceId) {
        engine.getRuntimeService().suspendProcessInstanceById(instanceId);
    }

    public void resume(String instanceId) {
        engine.getRuntimeService().activateProcessInstanceById(instanceId);
    }

    /** Ends a case before its end. */
    public void terminate(String instanceId, String reason) {
        engine.getRuntimeService().deleteProcessInstance(instanceId, reason);
    }

    /**
     * A timer whose time has come.
     *
     * @param engineId id of the place where the case stands
     */
    public record DueTimer(String id, String instanceId, String engineId, String stepKey) {
    }

    /** Timers that are due and whose case is not suspended, at most {@code limit}. */
    public List<DueTimer> dueTimers(int limit) {
        return engine.getManagementService().createTimerJobQuery().executable().listPage(0, limit).stream()
                .map(job -> new DueTimer(job.getId(), job.getProcessInstanceId(), job.getExecutionId(), job.getElementId())).toList();
    }

    /** Lets a timer that is due lead its case on. */
    public void run(DueTimer timer) {
        engine.getManagementService().executeJob(engine.getManagementService().moveTimerToExecutableJob(timer.id()).getId());
    }

    @Override
    public void close() {
        engine.close();
    }
}
