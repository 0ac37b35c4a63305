package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.run.api.RunService;
import org.karawatt.shell.api.KarawattCommand;

/** Stop a run after the chunks that are being worked on. */
@Service
@Command(scope = "business", name = "bill-run-stop", description = "Stop a run after the chunks that are being worked on")
public class BillRunStopCommand extends KarawattCommand {

    @Argument(index = 0, name = "run", required = true, description = "Number of the run")
    long id;

    @Override
    protected void run() throws Exception {
        show(List.of(service(RunService.class).stop(caller(), id)), Runs.table());
    }
}
