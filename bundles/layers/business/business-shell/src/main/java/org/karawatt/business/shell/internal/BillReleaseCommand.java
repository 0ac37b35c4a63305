package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.billing.api.BillGuardService;
import org.karawatt.shell.api.KarawattCommand;

/** Let the next run issue a held bill. */
@Service
@Command(scope = "business", name = "bill-release", description = "Let the next run issue a held bill, if it still comes to the same")
public class BillReleaseCommand extends KarawattCommand {

    @Argument(index = 0, name = "hold", required = true, description = "Number of the hold, as business:bill-holds lists it")
    long id;

    @Argument(index = 1, name = "reason", required = true, description = "Why it may be issued")
    String reason;

    @Override
    protected void run() {
        show(List.of(service(BillGuardService.class).release(caller(), id, reason)), BillHoldsCommand.table());
    }
}
