package org.karawatt.business.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.codes.api.Office;
import org.karawatt.customer.api.Account;
import org.karawatt.customer.api.AccountQuery;
import org.karawatt.customer.api.CustomerService;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.OfficeCompleter;
import org.karawatt.shell.api.Table;

/** Find accounts by number, name, telephone or address. */
@Service
@Command(scope = "business", name = "customers", description = "Find accounts by number, name, telephone or address")
public class CustomersCommand extends KarawattCommand {

    @Argument(index = 0, name = "text", required = false, description = "Beginning of a number, or part of a name or address")
    String text;

    @Option(name = "--office", description = "Office code; default: the top office of the caller")
    @Completion(OfficeCompleter.class)
    String office;
    @Option(name = "--limit", description = "Most rows, 1 to 500")
    int limit = 50;

    @Override
    protected void run() throws Exception {
        Page<Account> page = service(CustomerService.class).find(caller(), new AccountQuery(text, office, null, null),
                PageRequest.first(limit));
        show(page.items(), new Table<Account>().column("Account", Account::accountNo).column("Name", Account::customerName)
                .column("Class", Account::usageClass).column("Office", Account::officeCode).column("Status", Account::status)
                .right("kVA", Account::contractCapacityKva).column("Address", Account::address));
        say(page.items().size() + " of " + page.total());
    }
}
