package org.karawatt.workflow.shell.internal;

import java.util.Arrays;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.shell.api.OfficeCompleter;
import org.karawatt.workflow.api.CaseQuery;
import org.karawatt.workflow.api.CaseService;
import org.karawatt.workflow.api.CaseStatus;
import org.karawatt.workflow.api.WorkCase;

/** List cases, newest first. */
@Service
@Command(scope = "workflow", name = "cases", description = "List cases, newest first")
public class CasesCommand extends WorkflowCommand {

    @Option(name = "--process", description = "Key of the process")
    @Completion(ProcessCompleter.class)
    String process;

    @Option(name = "--status", description = "OPEN, SUSPENDED, CLOSED or TERMINATED")
    @Completion(value = StringsCompleter.class, values = {"OPEN", "SUSPENDED", "CLOSED", "TERMINATED"})
    String status;

    @Option(name = "--account", description = "Account number")
    String accountNo;

    @Option(name = "--office", description = "Office code; default: all that the caller sees")
    @Completion(OfficeCompleter.class)
    String office;

    @Option(name = "--overdue", description = "Only those whose time is over")
    boolean overdue;

    @Option(name = "--text", description = "Beginning of the number, or part of the title")
    String text;

    @Option(name = "--limit", description = "Most rows, 1 to 500")
    int limit = 50;

    @Override
    protected void run() {
        CallContext caller = caller();
        Page<WorkCase> page = service(CaseService.class).cases(caller, new CaseQuery(process, status(status), accountId(caller, accountNo),
                office, overdue ? Boolean.TRUE : null, text), PageRequest.first(limit));
        show(page.items(), caseTable());
        say(page.items().size() + " of " + page.total());
    }

    private static CaseStatus status(String text) {
        return text == null ? null : Arrays.stream(CaseStatus.values()).filter(each -> each.name().equalsIgnoreCase(text)).findFirst()
                .orElseThrow(() -> KarawattException.invalid(KernelErrors.UNKNOWN_CODE, "status", text));
    }
}
