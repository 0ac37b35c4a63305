package org.karawatt.service.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.desk.api.CounterService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.OfficeCompleter;

/** Show the queue of a hall. */
@Service
@Command(scope = "service", name = "queue-list", description = "Show today's queue of a hall")
public class QueueListCommand extends KarawattCommand {

    @Argument(index = 0, name = "office", required = true, description = "Office code of the hall")
    @Completion(OfficeCompleter.class)
    String office;

    @Override
    protected void run() {
        show(service(CounterService.class).tickets(caller(), office), Tables.tickets());
    }
}
