package org.karawatt.workflow.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.workflow.api.CaseService;

/** Take a case back from the step where it stands to one that it has come through. */
@Service
@Command(scope = "workflow", name = "case-roll-back", description = "Take a case back from the step where it stands to one that it has come through")
public class CaseRollBackCommand extends WorkflowCommand {

    @Argument(index = 0, name = "case", required = true, description = "Number or id of the case")
    @Completion(CaseCompleter.class)
    String caseNo;

    @Argument(index = 1, name = "from", required = true, description = "Id of the step where it stands")
    String from;

    @Argument(index = 2, name = "to", required = true, description = "Id of the step to go back to")
    String to;

    @Argument(index = 3, name = "reason", required = true, description = "Why")
    String reason;

    @Override
    protected void run() {
        CallContext caller = caller();
        show(List.of(service(CaseService.class).rollBack(caller, caseId(caller, caseNo), from, to, reason)), caseTable());
    }
}
