package org.karawatt.workflow.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.shell.api.OfficeCompleter;
import org.karawatt.workflow.api.CaseService;
import org.karawatt.workflow.api.NewCase;
import org.karawatt.workflow.api.WorkCase;

/** Open a case with the values of its start form. */
@Service
@Command(scope = "workflow", name = "case-open", description = "Open a case with the values of its start form")
public class CaseOpenCommand extends WorkflowCommand {

    @Argument(index = 0, name = "process", required = true, description = "Key of the process")
    @Completion(ProcessCompleter.class)
    String process;

    @Argument(index = 1, name = "title", required = true, description = "What it is about, for lists")
    String title;

    @Argument(index = 2, name = "values", multiValued = true, description = "Values of the start form as key=value")
    List<String> values;

    @Option(name = "--office", description = "Office code; default: the top office of the caller")
    @Completion(OfficeCompleter.class)
    String office;

    @Option(name = "--account", description = "Account number")
    String accountNo;

    @Option(name = "--priority", description = "1 is most urgent, 9 least")
    Integer priority;

    @Override
    protected void run() {
        CallContext caller = caller();
        WorkCase opened = service(CaseService.class).open(caller, new NewCase(process,
                Offices.orTop(office, caller, service(OfficeService.class)), accountId(caller, accountNo), title, priority, values(values)));
        show(List.of(opened), caseTable());
    }
}
