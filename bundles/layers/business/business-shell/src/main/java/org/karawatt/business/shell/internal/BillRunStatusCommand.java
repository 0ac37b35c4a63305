package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.run.api.ParkedItem;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** Show runs, or one run with what it has parked. */
@Service
@Command(scope = "business", name = "bill-run-status", description = "Show runs, or one run with what it has parked")
public class BillRunStatusCommand extends KarawattCommand {

    private record Status(Run run, List<ParkedItem> parked) {
    }

    @Argument(index = 0, name = "run", required = false, description = "Number of the run; without it the newest runs")
    Long id;

    @Option(name = "--limit", description = "Most rows, 1 to 500")
    int limit = 50;

    @Override
    protected void run() throws Exception {
        CallContext caller = caller();
        RunService runs = service(RunService.class);
        if (id == null) {
            show(runs.runs(caller, null, PageRequest.first(limit)).items(), Runs.table());
            return;
        }
        Status status = new Status(runs.run(caller, id), runs.parked(caller, id, PageRequest.first(limit)).items());
        if (isJson()) {
            showJson(status);
            return;
        }
        show(List.of(status.run()), Runs.table());
        List<ParkedItem> parked = status.parked();
        if (!parked.isEmpty()) {
            new Table<ParkedItem>().column("Item", ParkedItem::itemLabel).column("Code", ParkedItem::code)
                    .column("Cause", ParkedItem::message).column("Resolved", ParkedItem::resolvedAt).print(out(), parked);
        }
    }
}
