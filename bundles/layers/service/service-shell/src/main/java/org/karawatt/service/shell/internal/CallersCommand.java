package org.karawatt.service.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.customer.api.Account;
import org.karawatt.desk.api.ContactService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** Find accounts as a caller speaks of himself. */
@Service
@Command(scope = "service", name = "callers", description = "Find accounts by number, telephone, name, address or meter number")
public class CallersCommand extends KarawattCommand {

    @Argument(index = 0, name = "text", required = true, description = "At least two characters")
    String text;

    @Option(name = "--limit", description = "Most rows, 1 to 50")
    int limit = 20;

    @Override
    protected void run() {
        show(service(ContactService.class).callers(caller(), text, limit), new Table<Account>().column("Account", Account::accountNo)
                .column("Name", Account::customerName).column("Phone", Account::phone).column("Office", Account::officeCode)
                .column("Status", Account::status).column("Address", Account::address));
    }
}
