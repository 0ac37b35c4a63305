package org.karawatt.business.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.ledger.api.Payout;
import org.karawatt.ledger.api.PayoutService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** List payouts. */
@Service
@Command(scope = "business", name = "payouts", description = "List advances that are paid out to customers")
public class PayoutsCommand extends KarawattCommand {

    @Option(name = "--status", description = "PROPOSED, PAID or REJECTED")
    @Completion(value = StringsCompleter.class, values = {"PROPOSED", "PAID", "REJECTED"})
    String status;

    @Option(name = "--account", description = "Account number")
    String accountNo;

    @Option(name = "--limit", description = "Most rows, 1 to 500")
    int limit = 50;

    @Override
    protected void run() {
        show(service(PayoutService.class).payouts(caller(), accountNo, status, PageRequest.first(limit)).items(), table());
    }

    static Table<Payout> table() {
        return new Table<Payout>().right("Payout", Payout::id).column("Account", Payout::accountNo).right("Amount", Payout::amount)
                .column("Channel", Payout::channel).column("Status", Payout::status).column("By", Payout::proposedBy)
                .column("Decided by", Payout::decidedBy).column("Paid on", Payout::paidOn).column("Reason", Payout::reason);
    }
}
