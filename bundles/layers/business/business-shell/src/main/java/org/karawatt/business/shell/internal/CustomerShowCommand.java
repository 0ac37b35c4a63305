package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.ledger.api.LedgerService;
import org.karawatt.ledger.api.Receivable;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** Show an account with its last bills and what it owes. */
@Service
@Command(scope = "business", name = "customer-show", description = "Show an account with its last bills and what it owes")
public class CustomerShowCommand extends KarawattCommand {

    private record View(Account account, List<Receivable> receivables) {
    }

    @Argument(index = 0, name = "account", required = true, description = "Account number (户号)")
    String accountNo;

    @Override
    protected void run() throws Exception {
        CallContext caller = caller();
        Account account = service(CustomerService.class).account(caller, accountNo);
        View view = new View(account, service(LedgerService.class).receivables(caller, accountNo));
        if (isJson()) {
            showJson(view);
            return;
        }
        new Table<Account>().column("Account", Account::accountNo).column("Name", Account::customerName)
                .column("Class", Account::usageClass).column("Office", Account::officeCode).column("Status", Account::status)
                .column("Address", Account::address).print(out(), List.of(account));
        out().println();
        new Table<Receivable>().column("Bill", Receivable::billNo).column("Month", Receivable::month)
                .right("Amount", Receivable::amount).right("Open", Receivable::openAmount).column("Due", Receivable::dueOn)
                .right("Late fee", Receivable::lateFee)
                .print(out(), view.receivables());
    }
}
