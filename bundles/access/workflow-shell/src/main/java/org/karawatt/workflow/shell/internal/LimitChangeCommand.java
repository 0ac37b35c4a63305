package org.karawatt.workflow.shell.internal;

import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.workflow.api.LimitChange;
import org.karawatt.workflow.api.LimitService;
import org.karawatt.workflow.api.TimeLimit;

/** Change a time limit from a day on. */
@Service
@Command(scope = "workflow", name = "limit-change", description = "Change a time limit from a day on; times that have begun keep their version")
public class LimitChangeCommand extends WorkflowCommand {

    @Argument(index = 0, name = "limit", required = true, description = "Code, as workflow:limits lists it")
    @Completion(LimitCompleter.class)
    String code;

    @Argument(index = 1, name = "amount", required = true, description = "Number of units")
    int amount;

    @Argument(index = 2, name = "unit", required = true, description = "MINUTE, HOUR, WORK_DAY, DAY or MONTH")
    @Completion(value = StringsCompleter.class, values = {"MINUTE", "HOUR", "WORK_DAY", "DAY", "MONTH"})
    String unit;

    @Argument(index = 3, name = "from", required = true, description = "First day such as 2026-12-01")
    String from;

    @Argument(index = 4, name = "rule", required = true, description = "Where the limit comes from")
    String rule;

    @Option(name = "--warn", description = "Per cent of the time after which it is warned of")
    int warn = 80;

    @Override
    protected void run() {
        TimeLimit.Unit known = Arrays.stream(TimeLimit.Unit.values()).filter(each -> each.name().equalsIgnoreCase(unit)).findFirst().orElse(null);
        show(List.of(service(LimitService.class).changeLimit(caller(), code, new LimitChange(amount, known, warn, rule, date(from)))),
                LimitsCommand.table(isChinese()));
    }
}
