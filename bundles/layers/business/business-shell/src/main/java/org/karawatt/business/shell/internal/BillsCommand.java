package org.karawatt.business.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillQuery;
import org.karawatt.billing.api.BillingService;
import org.karawatt.codes.api.Office;
import org.karawatt.customer.api.Account;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.MonthCompleter;
import org.karawatt.shell.api.OfficeCompleter;

/** List bills. */
@Service
@Command(scope = "business", name = "bills", description = "List bills")
public class BillsCommand extends KarawattCommand {

    @Option(name = "--month", description = "Billing month such as 2026-01")
    @Completion(MonthCompleter.class)
    String month;

    @Option(name = "--account", description = "Account number")
    String accountNo;

    @Option(name = "--office", description = "Office code; default: the top office of the caller")
    @Completion(OfficeCompleter.class)
    String office;
    @Option(name = "--limit", description = "Most rows, 1 to 500")
    int limit = 50;

    @Override
    protected void run() throws Exception {
        Page<Bill> page = service(BillingService.class).bills(caller(),
                new BillQuery(month == null ? null : month(month), accountNo, office, null, null), PageRequest.first(limit));
        show(page.items(), Bills.table());
        say(page.items().size() + " of " + page.total());
    }
}
