package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.billing.api.Prepay;
import org.karawatt.billing.api.PrepayService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** What is left of a balance. */
@Service
@Command(scope = "business", name = "prepay-estimate", description = "Show what is left of an account's balance after the use since its last bill")
public class PrepayEstimateCommand extends KarawattCommand {

    @Argument(index = 0, name = "account", required = true, description = "Account number")
    String accountNo;

    @Override
    protected void run() {
        Prepay found = service(PrepayService.class).estimate(caller(), accountNo);
        show(List.of(found), new Table<Prepay>().column("Account", Prepay::accountNo).column("Since", Prepay::since)
                .column("Up to", Prepay::upTo).column("By", Prepay::basis).right("Paid", Prepay::paid)
                .right("kWh", p -> p.energyKwh().stripTrailingZeros().toPlainString()).right("Estimated", Prepay::estimated)
                .right("Available", Prepay::available).column("Level", Prepay::level));
        if (!isJson()) {
            boolean zh = locale().getLanguage().equals("zh");
            found.explanation().forEach(step -> out().println("  ".repeat(step.depth()) + (zh ? step.zh() : step.en())));
        }
    }
}
