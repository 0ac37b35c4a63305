package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.ledger.api.PayoutService;
import org.karawatt.shell.api.KarawattCommand;

/** Reject a payout. */
@Service
@Command(scope = "business", name = "payout-reject", description = "Reject a proposed payout")
public class PayoutRejectCommand extends KarawattCommand {

    @Argument(index = 0, name = "payout", required = true, description = "Number of the payout, as business:payouts lists it")
    long id;

    @Argument(index = 1, name = "note", required = true, description = "Why")
    String note;

    @Override
    protected void run() {
        show(List.of(service(PayoutService.class).reject(caller(), id, note)), PayoutsCommand.table());
    }
}
