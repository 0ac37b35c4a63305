package org.karawatt.decision.shell.internal;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.decision.api.MartService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunService;
import org.karawatt.run.api.RunStatus;
import org.karawatt.shell.api.CommandFailedException;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.ProgressBar;
import org.karawatt.shell.api.Table;

/** Build the mart anew, as a run that can be stopped and resumed. */
@Service
@Command(scope = "decision", name = "mart-rebuild", description = "Build the mart anew, as a run that can be stopped and resumed")
public class MartRebuildCommand extends KarawattCommand {

    private static final Duration LOOK = Duration.ofMillis(400);
    private static final Set<RunStatus> ACTIVE = Set.of(RunStatus.PLANNING, RunStatus.RUNNING, RunStatus.STOPPING);

    @Option(name = "--wait", description = "Show the progress until the run has ended")
    boolean wait;

    @Override
    protected void run() throws CommandFailedException {
        CallContext caller = caller();
        Run run = service(MartService.class).rebuild(caller);
        if (wait) {
            run = followed(caller, run);
        }
        show(List.of(run), new Table<Run>().right("Run", Run::id).column("Status", Run::status).right("Months", Run::itemsTotal)
                .right("Done", Run::itemsDone).column("Result", Run::result).column("Message", Run::message));
        if (wait && run.status() != RunStatus.DONE) {
            throw new CommandFailedException("Run " + run.id() + " is " + run.status());
        }
    }

    private Run followed(CallContext caller, Run run) {
        RunService runs = service(RunService.class);
        Run now = run;
        while (now.itemsTotal() == null && ACTIVE.contains(now.status())) {
            now = runs.await(caller, run.id(), LOOK);
        }
        try (ProgressBar bar = progress(now.kind(), now.itemsTotal() == null ? -1 : now.itemsTotal())) {
            bar.update(now.itemsDone() + now.itemsParked());
            while (ACTIVE.contains(now.status())) {
                now = runs.await(caller, run.id(), LOOK);
                bar.update(now.itemsDone() + now.itemsParked());
            }
        }
        return now;
    }
}
