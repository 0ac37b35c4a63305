package org.karawatt.business.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.billing.api.BillExplanation;
import org.karawatt.billing.api.BillingService;
import org.karawatt.customer.api.Account;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.MonthCompleter;

/** What the bill of a month would be, without storing anything. */
@Service
@Command(scope = "business", name = "bill-preview", description = "What the bill of a month would be, without storing anything")
public class BillPreviewCommand extends KarawattCommand {

    @Argument(index = 0, name = "month", required = true, description = "Billing month such as 2026-01")
    @Completion(MonthCompleter.class)
    String month;

    @Argument(index = 1, name = "account", required = true, description = "Account number")
    String accountNo;

    @Override
    protected void run() throws Exception {
        BillExplanation preview = service(BillingService.class).preview(caller(), accountNo, month(month), locale());
        if (isJson()) {
            showJson(preview);
            return;
        }
        for (BillExplanation.Step step : preview.steps()) {
            out().println("  ".repeat(step.depth()) + step.text());
        }
    }
}
