package org.karawatt.workflow.shell.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.Fault;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;
import org.karawatt.workflow.api.CaseService;
import org.karawatt.workflow.api.Deadline;
import org.karawatt.workflow.api.WorkCase;
import org.karawatt.workflow.api.WorkTask;

/** What the commands of workflow share. */
abstract class WorkflowCommand extends KarawattCommand {

    private static final int LONGEST_ID = 18;

    /** Id of a case that was named by its id or by its number. */
    final long caseId(CallContext caller, String idOrNumber) {
        boolean isId = idOrNumber.length() <= LONGEST_ID && idOrNumber.chars().allMatch(c -> c >= '0' && c <= '9');
        return isId ? Long.parseLong(idOrNumber) : service(CaseService.class).byNumber(caller, idOrNumber).id();
    }

    /** Id of an account; null when none is named. */
    final Long accountId(CallContext caller, String accountNo) {
        return accountNo == null ? null : service(CustomerService.class).account(caller, accountNo).id();
    }

    /** What was typed as {@code key=value}; every word that is none is a fault. */
    static Map<String, Object> values(List<String> words) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<Fault> faults = (words == null ? List.<String>of() : words).stream().filter(word -> {
            int equals = word.indexOf('=');
            if (equals > 0) {
                values.put(word.substring(0, equals), word.substring(equals + 1));
            }
            return equals <= 0;
        }).map(word -> Fault.of(word, KernelErrors.REQUIRED)).toList();
        if (!faults.isEmpty()) {
            throw KarawattException.invalid(faults);
        }
        return values;
    }

    final boolean isChinese() {
        return locale().getLanguage().equals("zh");
    }

    final Table<WorkCase> caseTable() {
        boolean zh = isChinese();
        return new Table<WorkCase>().column("Case", WorkCase::caseNo).column("Process", c -> zh ? c.nameZh() : c.nameEn())
                .right("Version", WorkCase::processVersion).column("Title", WorkCase::title).column("Status", WorkCase::status)
                .column("Parked", c -> c.parked() ? "yes" : "").column("Due", c -> due(c.deadline())).column("Opened", WorkCase::openedAt)
                .column("By", WorkCase::openedBy).column("Outcome", WorkCase::outcome);
    }

    final Table<WorkTask> taskTable() {
        boolean zh = isChinese();
        return new Table<WorkTask>().right("Task", WorkTask::id).column("Case", WorkTask::caseNo)
                .column("Step", t -> zh ? t.nameZh() : t.nameEn()).column("Title", WorkTask::caseTitle).column("Role", WorkTask::role)
                .column("With", WorkTask::assignee).column("Status", WorkTask::status).column("Due", t -> due(t.deadline()))
                .column("Outcome", WorkTask::outcome);
    }

    private static String due(Deadline deadline) {
        return deadline == null ? null : deadline.dueAt() + " " + deadline.state();
    }
}
