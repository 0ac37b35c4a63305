package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.ledger.api.PayoutDraft;
import org.karawatt.ledger.api.PayoutService;
import org.karawatt.shell.api.KarawattCommand;

/** Propose to pay out an advance. */
@Service
@Command(scope = "business", name = "payout-propose", description = "Propose to pay out an advance; somebody else approves it with payout-approve")
public class PayoutProposeCommand extends KarawattCommand {

    @Argument(index = 0, name = "account", required = true, description = "Account number")
    String accountNo;

    @Argument(index = 1, name = "amount", required = true, description = "Amount in yuan")
    String amount;

    @Argument(index = 2, name = "reason", required = true, description = "Why, in words")
    String reason;

    @Option(name = "--key", required = true, description = "Idempotency key; a repeat with the same key proposes nothing")
    String key;

    @Option(name = "--channel", description = "Code of the payment channel by which it is paid")
    String channel = "010";

    @Option(name = "--reference", description = "Reference of the bank or the receiver")
    String reference;

    @Override
    protected void run() {
        show(List.of(service(PayoutService.class).propose(caller(), new PayoutDraft(accountNo, number(amount), channel, reference, reason), key)),
                PayoutsCommand.table());
    }
}
