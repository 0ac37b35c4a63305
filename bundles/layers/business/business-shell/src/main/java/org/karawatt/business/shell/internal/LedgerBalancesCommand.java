package org.karawatt.business.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.customer.api.Account;
import org.karawatt.ledger.api.Balance;
import org.karawatt.ledger.api.LedgerService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** Show the balances of the ledger accounts. */
@Service
@Command(scope = "business", name = "ledger-balances", description = "Show the balances of the ledger accounts")
public class LedgerBalancesCommand extends KarawattCommand {

    @Override
    protected void run() throws Exception {
        show(service(LedgerService.class).balances(caller()), new Table<Balance>().column("Account", Balance::code)
                .column("Name", Balance::nameZh).column("English", Balance::nameEn).right("Debit", Balance::debit)
                .right("Credit", Balance::credit));
    }
}
