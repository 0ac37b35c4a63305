package org.karawatt.business.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.billing.spi.ProofCheck;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.ledger.api.LedgerService;
import org.karawatt.ledger.api.Proof;
import org.karawatt.shell.api.CommandFailedException;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.MonthCompleter;
import org.karawatt.shell.api.OfficeCompleter;
import org.karawatt.shell.api.Table;

/** Prove that bills, receivables, bookings and energy of a month agree. */
@Service
@Command(scope = "business", name = "ledger-proof", description = "Prove that bills, receivables, bookings and energy of a month agree")
public class LedgerProofCommand extends KarawattCommand {

    @Argument(index = 0, name = "month", required = true, description = "Billing month such as 2026-01")
    @Completion(MonthCompleter.class)
    String month;

    @Option(name = "--office", description = "Office code; default: the top office of the caller")
    @Completion(OfficeCompleter.class)
    String office;

    @Override
    protected void run() throws Exception {
        CallContext caller = caller();
        Proof proof = service(LedgerService.class).prove(caller, month(month), Offices.orTop(office, caller,
                service(OfficeService.class)));
        if (isJson()) {
            showJson(proof);
        } else {
            new Table<ProofCheck>().column("Check", ProofCheck::name).right("Expected", ProofCheck::expected)
                    .right("Actual", ProofCheck::actual).column("Holds", ProofCheck::holds).print(out(), proof.checks());
        }
        if (!proof.holds()) {
            throw new CommandFailedException("The proof of " + month + " does not hold");
        }
    }
}
