package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.billing.api.Opening;
import org.karawatt.billing.api.OpeningDraft;
import org.karawatt.billing.api.OpeningService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.MonthCompleter;
import org.karawatt.shell.api.Table;

/** Record the opening balance of an account. */
@Service
@Command(scope = "business", name = "opening-set", description = "Record what an account has used this year in the system that billed it before")
public class OpeningSetCommand extends KarawattCommand {

    @Argument(index = 0, name = "account", required = true, description = "Account number")
    String accountNo;

    @Argument(index = 1, name = "month", required = true, description = "Last month billed there, such as 2026-06")
    @Completion(MonthCompleter.class)
    String month;

    @Argument(index = 2, name = "kwh", required = true, description = "kWh billed there in that month's year, up to and with that month")
    String kwh;

    @Option(name = "--version", description = "Version of the balance that is exchanged; leave out when there is none")
    Integer version;

    @Override
    protected void run() {
        Opening opening = service(OpeningService.class).record(caller(), accountNo,
                new OpeningDraft(month(month), number(kwh), null, null, version));
        show(List.of(opening), new Table<Opening>().column("Account", Opening::accountNo).column("As of", Opening::asOf)
                .right("kWh", Opening::kwh).right("Version", Opening::version));
    }
}
