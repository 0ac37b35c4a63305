package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.billing.api.BillingService;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.run.api.Run;
import org.karawatt.run.api.RunService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.MonthCompleter;
import org.karawatt.shell.api.OfficeCompleter;

/** Start the billing run of a month. */
@Service
@Command(scope = "business", name = "bill-run-start", description = "Start the billing run of a month")
public class BillRunStartCommand extends KarawattCommand {

    @Argument(index = 0, name = "month", required = true, description = "Billing month such as 2026-01")
    @Completion(MonthCompleter.class)
    String month;

    @Option(name = "--office", description = "Office code; default: the top office of the caller")
    @Completion(OfficeCompleter.class)
    String office;

    @Option(name = "--wait", description = "Show the progress until the run has ended")
    boolean wait;

    @Override
    protected void run() throws Exception {
        CallContext caller = caller();
        Run run = service(BillingService.class).startRun(caller, month(month), Offices.orTop(office, caller,
                service(OfficeService.class)));
        if (wait) {
            run = Runs.follow(service(RunService.class), caller, run, this::progress);
        }
        show(List.of(run), Runs.table());
        if (wait) {
            Runs.requireDone(run);
        }
    }
}
