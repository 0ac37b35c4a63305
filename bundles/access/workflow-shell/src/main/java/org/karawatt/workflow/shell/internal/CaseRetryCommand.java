package org.karawatt.workflow.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.workflow.api.CaseService;

/** Try the parked steps of a case again at once. */
@Service
@Command(scope = "workflow", name = "case-retry", description = "Try the parked steps of a case again at once")
public class CaseRetryCommand extends WorkflowCommand {

    @Argument(index = 0, name = "case", required = true, description = "Number or id of the case")
    @Completion(CaseCompleter.class)
    String caseNo;

    @Override
    protected void run() {
        CallContext caller = caller();
        show(List.of(service(CaseService.class).retry(caller, caseId(caller, caseNo))), caseTable());
    }
}
