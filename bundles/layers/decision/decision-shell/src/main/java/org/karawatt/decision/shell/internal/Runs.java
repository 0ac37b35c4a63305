package org.karawatt.decision.shell.internal;

import java.time.Duration;
import java.util.Set;
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

    private static final Duration LOOK = Duration.ofMillis(400);
    private static final Set<RunStatus> ACTIVE = Set.of(RunStatus.PLANNING, RunStatus.RUNNING, RunStatus.STOPPING);

    private Runs() {
    }

    /** @param items what the items of the run are */
    static Table<Run> table(String items) {
        return new Table<Run>().right("Run", Run::id).column("Status", Run::status).right(items, Run::itemsTotal).right("Done", Run::itemsDone)
                .column("Result", Run::result).column("Message", Run::message);
    }

    /** Draws the progress until the run has ended. */
    static Run follow(RunService runs, CallContext caller, Run run, BiFunction<String, Long, ProgressBar> bars) {
        Run now = run;
        while (now.itemsTotal() == null && ACTIVE.contains(now.status())) {
            now = runs.await(caller, run.id(), LOOK);
        }
        try (ProgressBar bar = bars.apply(now.kind(), now.itemsTotal() == null ? -1 : now.itemsTotal())) {
            bar.update(now.itemsDone() + now.itemsParked());
            while (ACTIVE.contains(now.status())) {
                now = runs.await(caller, run.id(), LOOK);
                bar.update(now.itemsDone() + now.itemsParked());
            }
        }
        return now;
    }

    /** Fails the command when the run did not come to its end. */
    static void requireDone(Run run) throws CommandFailedException {
        if (run.status() != RunStatus.DONE) {
            throw new CommandFailedException("Run " + run.id() + " is " + run.status());
        }
    }
}
