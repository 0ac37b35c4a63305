package org.karawatt.workflow.shell.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.shell.api.Table;
import org.karawatt.workflow.api.CaseEvent;
import org.karawatt.workflow.api.CaseService;
import org.karawatt.workflow.api.CaseView;
import org.karawatt.workflow.api.ProcessService;
import org.karawatt.workflow.api.StepName;
import org.karawatt.workflow.api.WorkTask;

/** Show a case with its values, tasks, parked steps and history. */
@Service
@Command(scope = "workflow", name = "case-show", description = "Show a case with its values, tasks, parked steps and history")
public class CaseShowCommand extends WorkflowCommand {

    private static final Set<String> STEPS = Set.of("STEP", "PARKED", "RESUMED_STEP");
    private static final Set<String> OUTCOMES = Set.of("DONE", "CLOSED");

    @Argument(index = 0, name = "case", required = true, description = "Number or id of the case")
    @Completion(CaseCompleter.class)
    String caseNo;

    @Override
    protected void run() {
        CallContext caller = caller();
        CaseView view = service(CaseService.class).view(caller, caseId(caller, caseNo));
        if (isJson()) {
            showJson(view);
            return;
        }
        caseTable().print(out(), List.of(view.workCase()));
        out().println();
        new Table<Map.Entry<String, Object>>().column("Value", Map.Entry::getKey).column("Is", Map.Entry::getValue)
                .print(out(), List.copyOf(view.values().entrySet()));
        out().println();
        taskTable().print(out(), view.tasks());
        if (!view.parked().isEmpty()) {
            out().println();
            new Table<CaseView.ParkedStep>().column("Parked", CaseView.ParkedStep::stepKey).column("Handler", CaseView.ParkedStep::handler)
                    .column("Code", CaseView.ParkedStep::code).column("Cause", CaseView.ParkedStep::message).print(out(), view.parked());
        }
        out().println();
        List<StepName> steps = service(ProcessService.class).steps(caller, view.workCase().processKey(), view.workCase().processVersion());
        new Table<CaseEvent>().column("At", CaseEvent::at).column("Event", CaseEvent::kind).column("By", CaseEvent::by)
                .column("Note", event -> note(event, view, steps)).print(out(), view.history());
    }

    /** What was said, with the names of steps and outcomes in the place of their keys. */
    private String note(CaseEvent event, CaseView view, List<StepName> steps) {
        if (event.note() == null || !STEPS.contains(event.kind()) && !OUTCOMES.contains(event.kind())) {
            return event.note();
        }
        if (STEPS.contains(event.kind())) {
            return steps.stream().filter(step -> step.key().equals(event.note())).map(step -> isChinese() ? step.nameZh() : step.nameEn())
                    .findFirst().orElse(event.note());
        }
        String step = view.tasks().stream().filter(task -> event.taskId() != null && task.id() == event.taskId()).map(WorkTask::stepKey)
                .findFirst().orElse(null);
        return steps.stream().filter(each -> step == null || each.key().equals(step)).flatMap(each -> each.outcomes().stream())
                .filter(option -> option.value().equals(event.note())).map(option -> isChinese() ? option.labelZh() : option.labelEn())
                .reduce((one, later) -> later).orElse(event.note());
    }
}
