package org.karawatt.business.shell.internal;

import java.time.Duration;
import java.util.function.BiFunction;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunService;
import org.karawatt.run.api.RunStatus;
import org.karawatt.shell.api.CommandFailedException;
import org.karawatt.shell.api.ProgressBar;
import org.karawatt.shell.api.Table;

/** How runs are listed and followed. */
final class Runs {

    /** How often a followed run is looked at. */
    private static final Duration LOOK = Duration.ofMillis(400);

    private Runs() {
    }

    static Table<Run> table() {
        return new Table<Run>().right("Run", Run::id).column("Kind", Run::kind).column("Covers", Run::key).column("Status", Run::status)
                .right("Items", Run::itemsTotal).right("Done", Run::itemsDone).right("Parked", Run::itemsParked)
                .column("By", Run::requestedBy).column("Started", Run::startedAt).column("Finished", Run::finishedAt)
                .column("Message", Run::message);
    }

    /** Draws the progress until the run has ended. */
    static Run follow(RunService runs, CallContext caller, Run run, BiFunction<String, Long, ProgressBar> bars) {
        Run now = run;
        while (now.itemsTotal() == null && isActive(now)) {
            now = runs.await(caller, run.id(), LOOK);
        }
        try (ProgressBar bar = bars.apply(run.kind(), now.itemsTotal() == null ? -1 : now.itemsTotal())) {
            bar.update(now.itemsDone() + now.itemsParked());
            while (isActive(now)) {
                now = runs.await(caller, run.id(), LOOK);
                bar.update(now.itemsDone() + now.itemsParked());
            }
        }
        return now;
    }

    /** Fails the command when the run did not come to its end. */
    static void requireDone(Run run) throws CommandFailedException {
        if (run.status() != RunStatus.DONE) {
            throw new CommandFailedException("Run " + run.id() + " is " + run.status() + (run.message() == null ? "" : ": " + run.message()));
        }
    }

    private static boolean isActive(Run run) {
        return run.status() == RunStatus.PLANNING || run.status() == RunStatus.RUNNING || run.status() == RunStatus.STOPPING;
    }
}
