package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.ledger.api.PayoutService;
import org.karawatt.shell.api.KarawattCommand;

/** Approve a payout. */
@Service
@Command(scope = "business", name = "payout-approve", description = "Approve a payout that somebody else has proposed, and book it as paid")
public class PayoutApproveCommand extends KarawattCommand {

    @Argument(index = 0, name = "payout", required = true, description = "Number of the payout, as business:payouts lists it")
    long id;

    @Argument(index = 1, name = "note", description = "Why")
    String note;

    @Override
    protected void run() {
        show(List.of(service(PayoutService.class).approve(caller(), id, note)), PayoutsCommand.table());
    }
}
