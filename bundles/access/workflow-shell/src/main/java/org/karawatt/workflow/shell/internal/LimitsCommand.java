package org.karawatt.workflow.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.shell.api.Table;
import org.karawatt.workflow.api.LimitService;
import org.karawatt.workflow.api.TimeLimit;

/** List time limits with the rules they come from. */
@Service
@Command(scope = "workflow", name = "limits", description = "List time limits with the rules they come from")
public class LimitsCommand extends WorkflowCommand {

    @Override
    protected void run() {
        show(service(LimitService.class).limits(caller()), table(isChinese()));
    }

    static Table<TimeLimit> table(boolean zh) {
        return new Table<TimeLimit>().column("Limit", TimeLimit::code).column("Name", l -> zh ? l.nameZh() : l.nameEn())
                .right("Amount", TimeLimit::amount).column("Unit", TimeLimit::unit).right("Warned at %", TimeLimit::warnPercent)
                .column("From", TimeLimit::validFrom).column("To", TimeLimit::validTo).column("Rule", TimeLimit::rule);
    }
}
