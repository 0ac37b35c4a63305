package org.karawatt.service.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.desk.api.CounterService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.OfficeCompleter;

/** Give out a number. */
@Service
@Command(scope = "service", name = "queue-take", description = "Give out a number in the queue of a hall")
public class QueueTakeCommand extends KarawattCommand {

    @Argument(index = 0, name = "office", required = true, description = "Office code of the hall")
    @Completion(OfficeCompleter.class)
    String office;

    @Argument(index = 1, name = "business", required = true, description = "Code of table counter-business, such as A")
    String business;

    @Option(name = "--account", description = "Account number")
    String account;

    @Override
    protected void run() {
        show(List.of(service(CounterService.class).take(caller(), office, business, account)), Tables.tickets());
    }
}
