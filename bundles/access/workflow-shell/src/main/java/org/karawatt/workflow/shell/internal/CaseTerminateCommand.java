package org.karawatt.workflow.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.workflow.api.CaseService;

/** End a case before its end. */
@Service
@Command(scope = "workflow", name = "case-terminate", description = "End a case before its end")
public class CaseTerminateCommand extends WorkflowCommand {

    @Argument(index = 0, name = "case", required = true, description = "Number or id of the case")
    @Completion(CaseCompleter.class)
    String caseNo;

    @Argument(index = 1, name = "reason", required = true, description = "Why")
    String reason;

    @Override
    protected void run() {
        CallContext caller = caller();
        show(List.of(service(CaseService.class).terminate(caller, caseId(caller, caseNo), reason)), caseTable());
    }
}
