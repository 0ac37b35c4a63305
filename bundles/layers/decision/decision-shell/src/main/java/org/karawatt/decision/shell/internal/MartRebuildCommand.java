package org.karawatt.decision.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.decision.api.MartService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunService;
import org.karawatt.shell.api.CommandFailedException;
import org.karawatt.shell.api.KarawattCommand;

/** Build the mart anew, as a run that can be stopped and resumed. */
@Service
@Command(scope = "decision", name = "mart-rebuild", description = "Build the mart anew, as a run that can be stopped and resumed")
public class MartRebuildCommand extends KarawattCommand {

    @Option(name = "--wait", description = "Show the progress until the run has ended")
    boolean wait;

    @Override
    protected void run() throws CommandFailedException {
        CallContext caller = caller();
        Run run = service(MartService.class).rebuild(caller);
        if (wait) {
            run = Runs.follow(service(RunService.class), caller, run, this::progress);
        }
        show(List.of(run), Runs.table("Months"));
        if (wait) {
            Runs.requireDone(run);
        }
    }
}
