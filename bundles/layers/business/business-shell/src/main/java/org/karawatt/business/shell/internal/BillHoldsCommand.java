package org.karawatt.business.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.billing.api.BillGuardService;
import org.karawatt.billing.api.BillHold;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.MonthCompleter;
import org.karawatt.shell.api.OfficeCompleter;
import org.karawatt.shell.api.Table;

/** List bills that were held before their issue. */
@Service
@Command(scope = "business", name = "bill-holds", description = "List bills that the guard has held before their issue")
public class BillHoldsCommand extends KarawattCommand {

    @Option(name = "--month", description = "Billing month such as 2026-01")
    @Completion(MonthCompleter.class)
    String month;

    @Option(name = "--office", description = "Office code; default: all offices of the caller")
    @Completion(OfficeCompleter.class)
    String office;

    @Option(name = "--status", description = "HELD, RELEASED or BILLED")
    @Completion(value = StringsCompleter.class, values = {"HELD", "RELEASED", "BILLED"})
    String status;

    @Option(name = "--limit", description = "Most rows, 1 to 500")
    int limit = 50;

    @Override
    protected void run() {
        show(service(BillGuardService.class).holds(caller(), month == null ? null : month(month), office, status, PageRequest.first(limit))
                .items(), table());
    }

    static Table<BillHold> table() {
        return new Table<BillHold>().right("Hold", BillHold::id).column("Account", BillHold::accountNo).column("Month", BillHold::month)
                .right("Amount", BillHold::amount).column("Status", BillHold::status).column("Why", BillHold::message)
                .column("By", BillHold::releasedBy).column("Reason", BillHold::reason).column("Bill", BillHold::billNo);
    }
}
