package org.karawatt.decision.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.decision.api.WhatIfService;
import org.karawatt.shell.api.KarawattCommand;

/** Stop a comparison after the accounts that are being worked on. */
@Service
@Command(scope = "decision", name = "what-if-stop", description = "Stop a comparison after the accounts that are being worked on")
public class WhatIfStopCommand extends KarawattCommand {

    @Argument(index = 0, name = "run", required = true, description = "Number of the run")
    long run;

    @Override
    protected void run() {
        show(List.of(service(WhatIfService.class).stop(caller(), run)), Runs.table("Accounts"));
    }
}
