package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.billing.api.BillingService;
import org.karawatt.billing.api.ReplayResult;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.shell.api.CommandFailedException;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** Compute a bill again from its stored inputs and compare every line. */
@Service
@Command(scope = "business", name = "bill-replay", description = "Compute a bill again from its stored inputs and compare every line")
public class BillReplayCommand extends KarawattCommand {

    @Argument(index = 0, name = "bill", required = true, description = "Number of the bill such as 202601-0000000042")
    String billNo;

    @Override
    protected void run() throws Exception {
        CallContext caller = caller();
        BillingService billing = service(BillingService.class);
        ReplayResult result = billing.replay(caller, billing.bill(caller, billNo).id());
        show(List.of(result), new Table<ReplayResult>().right("Billed", ReplayResult::billed).right("Replayed", ReplayResult::replayed)
                .column("Differences", ReplayResult::differences));
        if (!result.differences().isEmpty()) {
            throw new CommandFailedException("The bill cannot be repeated to the cent");
        }
    }
}
