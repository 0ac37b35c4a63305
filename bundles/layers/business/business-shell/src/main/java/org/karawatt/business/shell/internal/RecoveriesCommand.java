package org.karawatt.business.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.billing.api.Recovery;
import org.karawatt.billing.api.RecoveryQuery;
import org.karawatt.billing.api.RecoveryService;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** List recoveries. */
@Service
@Command(scope = "business", name = "recoveries", description = "List recoveries and refunds beside the bills")
public class RecoveriesCommand extends KarawattCommand {

    @Option(name = "--status", description = "PROPOSED, APPROVED, REJECTED, REVERSING or REVERSED")
    @Completion(value = StringsCompleter.class, values = {"PROPOSED", "APPROVED", "REJECTED", "REVERSING", "REVERSED"})
    String status;

    @Option(name = "--kind", description = "Kind such as THEFT")
    @Completion(RecoveryKindCompleter.class)
    String kind;

    @Option(name = "--account", description = "Account number")
    String accountNo;

    @Option(name = "--limit", description = "Most rows, 1 to 500")
    int limit = 50;

    @Override
    protected void run() {
        show(service(RecoveryService.class).recoveries(caller(), new RecoveryQuery(status, RecoveryKindCompleter.kind(kind), accountNo),
                PageRequest.first(limit)).items(), table());
    }

    static Table<Recovery> table() {
        return new Table<Recovery>().right("Recovery", Recovery::id).column("Kind", Recovery::kind).column("Account", Recovery::accountNo)
                .column("Day", Recovery::onDay).right("kWh", r -> r.energyKwh().stripTrailingZeros().toPlainString())
                .right("Amount", Recovery::amount).column("Status", Recovery::status).column("By", Recovery::proposedBy)
                .column("Decided by", Recovery::decidedBy).column("Due", Recovery::dueOn).column("Reason", Recovery::reason);
    }
}
