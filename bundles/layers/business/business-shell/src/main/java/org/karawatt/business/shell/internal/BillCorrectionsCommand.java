package org.karawatt.business.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.billing.api.Correction;
import org.karawatt.billing.api.CorrectionService;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** List corrections of bills. */
@Service
@Command(scope = "business", name = "bill-corrections", description = "List corrections of bills")
public class BillCorrectionsCommand extends KarawattCommand {

    @Option(name = "--status", description = "PROPOSED, APPLIED or REJECTED")
    @Completion(value = StringsCompleter.class, values = {"PROPOSED", "APPLIED", "REJECTED"})
    String status;

    @Option(name = "--bill", description = "Number of a bill")
    String billNo;

    @Option(name = "--limit", description = "Most rows, 1 to 500")
    int limit = 50;

    @Override
    protected void run() {
        show(service(CorrectionService.class).corrections(caller(), status, billNo, PageRequest.first(limit)).items(), table());
    }

    static Table<Correction> table() {
        return new Table<Correction>().right("Correction", Correction::id).column("Bill", Correction::billNo)
                .column("Account", Correction::accountNo).right("Before", Correction::amountBefore).right("After", Correction::amountAfter)
                .right("Bills", Correction::bills).right("Difference", Correction::difference).column("Status", Correction::status)
                .column("By", Correction::proposedBy).column("Decided by", Correction::decidedBy).column("Reason", Correction::reason)
                .column("Reversal", Correction::reversalNo).column("Corrected", Correction::correctedNo);
    }
}
