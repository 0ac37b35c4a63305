package org.karawatt.service.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.desk.api.CounterService;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.OfficeCompleter;

/** List shifts handed over. */
@Service
@Command(scope = "service", name = "shifts", description = "List shifts that were handed over in a hall, newest first")
public class ShiftsCommand extends KarawattCommand {

    @Argument(index = 0, name = "office", required = true, description = "Office code of the hall")
    @Completion(OfficeCompleter.class)
    String office;

    @Option(name = "--limit", description = "Most rows, 1 to 500")
    int limit = 20;

    @Override
    protected void run() {
        show(service(CounterService.class).handOvers(caller(), office, PageRequest.first(limit)).items(), Tables.handOvers());
    }
}
