package org.karawatt.business.shell.internal;

import java.nio.file.Files;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.ledger.api.PaymentService;
import org.karawatt.ledger.api.Reconciliation;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** Compare the bank files of a day with what was booked. */
@Service
@Command(scope = "business", name = "reconcile", description = "Compare the bank files of a day with what was booked")
public class ReconcileCommand extends KarawattCommand {

    @Argument(index = 0, name = "date", required = true, description = "Business date such as 2026-02-10")
    String date;

    @Override
    protected void run() throws Exception {
        Reconciliation result = service(PaymentService.class).reconcile(caller(), date(date));
        show(List.of(result), new Table<Reconciliation>().column("Date", Reconciliation::businessDate)
                .right("Files", Reconciliation::files).right("Booked", Reconciliation::linesBooked).right("Open", Reconciliation::linesOpen)
                .right("In files", Reconciliation::fileAmount).right("In ledger", Reconciliation::bookedAmount)
                .column("Agrees", Reconciliation::agrees));
    }
}
