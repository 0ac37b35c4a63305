package org.karawatt.decision.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.decision.api.WhatIfService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunService;
import org.karawatt.shell.api.CommandFailedException;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.MonthCompleter;
import org.karawatt.shell.api.OfficeCompleter;

/** Compare the bills of a month with what they would be on another tariff. */
@Service
@Command(scope = "decision", name = "what-if-start", description = "Compare the bills of a month with what they would be on another tariff")
public class WhatIfStartCommand extends KarawattCommand {

    @Argument(index = 0, name = "month", required = true, description = "Billing month such as 2026-01")
    @Completion(MonthCompleter.class)
    String month;

    @Argument(index = 1, name = "office", required = true, description = "Office code; those below it count too")
    @Completion(OfficeCompleter.class)
    String office;

    @Argument(index = 2, name = "tariff", required = true, description = "Number of the tariff version, as business:tariffs lists it")
    long tariff;

    @Option(name = "--from", description = "Only bills on the tariff with this code; default: all")
    String from;

    @Option(name = "--wait", description = "Show the progress until the run has ended")
    boolean wait;

    @Override
    protected void run() throws CommandFailedException {
        CallContext caller = caller();
        Run run = service(WhatIfService.class).start(caller, month(month), office, from, tariff);
        if (wait) {
            run = Runs.follow(service(RunService.class), caller, run, this::progress);
        }
        show(List.of(run), Runs.table("Accounts"));
        if (wait) {
            Runs.requireDone(run);
        }
    }
}
