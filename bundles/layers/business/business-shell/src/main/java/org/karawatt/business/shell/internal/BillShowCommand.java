package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.billing.api.Bill;
import org.karawatt.billing.api.BillLine;
import org.karawatt.billing.api.BillingService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** Show a bill with its lines. */
@Service
@Command(scope = "business", name = "bill-show", description = "Show a bill with its lines")
public class BillShowCommand extends KarawattCommand {

    @Argument(index = 0, name = "bill", required = true, description = "Number of the bill such as 202601-0000000042")
    String billNo;

    @Override
    protected void run() throws Exception {
        Bill bill = service(BillingService.class).bill(caller(), billNo);
        if (isJson()) {
            showJson(bill);
            return;
        }
        Bills.table().print(out(), List.of(bill));
        out().println();
        boolean zh = locale().getLanguage().equals("zh");
        new Table<BillLine>().right("No", BillLine::lineNo).column("Line", l -> zh ? l.nameZh() : l.nameEn())
                .column("Period", BillLine::tou).column("Tier", BillLine::tier).right("Quantity", l -> l.quantity().stripTrailingZeros().toPlainString())
                .column("Unit", BillLine::unit).right("Price", l -> l.price().stripTrailingZeros().toPlainString())
                .right("Amount", BillLine::amount).print(out(), bill.lines());
    }
}
