package org.karawatt.workflow.shell.internal;

import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.shell.api.Table;
import org.karawatt.workflow.api.CaseEvent;
import org.karawatt.workflow.api.CaseService;
import org.karawatt.workflow.api.CaseView;

/** Show a case with its values, tasks, parked steps and history. */
@Service
@Command(scope = "workflow", name = "case-show", description = "Show a case with its values, tasks, parked steps and history")
public class CaseShowCommand extends WorkflowCommand {

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
        new Table<CaseEvent>().column("At", CaseEvent::at).column("Event", CaseEvent::kind).column("By", CaseEvent::by)
                .column("Note", CaseEvent::note).print(out(), view.history());
    }
}
