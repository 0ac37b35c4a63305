package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunService;
import org.karawatt.shell.api.KarawattCommand;

/** Go on with a stopped or failed run. */
@Service
@Command(scope = "business", name = "bill-run-resume", description = "Go on with a stopped or failed run")
public class BillRunResumeCommand extends KarawattCommand {

    @Argument(index = 0, name = "run", required = true, description = "Number of the run")
    long id;

    @Option(name = "--wait", description = "Show the progress until the run has ended")
    boolean wait;

    @Override
    protected void run() throws Exception {
        CallContext caller = caller();
        RunService runs = service(RunService.class);
        Run run = runs.resume(caller, id);
        if (wait) {
            run = Runs.follow(runs, caller, run, this::progress);
        }
        show(List.of(run), Runs.table());
        if (wait) {
            Runs.requireDone(run);
        }
    }
}
