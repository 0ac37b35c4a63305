package org.karawatt.service.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.desk.api.CounterService;
import org.karawatt.shell.api.KarawattCommand;

/** The called customer has been served. */
@Service
@Command(scope = "service", name = "queue-served", description = "The called customer has been served")
public class QueueServedCommand extends KarawattCommand {

    @Argument(index = 0, name = "ticket", required = true, description = "Id of the ticket, as service:queue-list shows it")
    long id;

    @Override
    protected void run() {
        show(List.of(service(CounterService.class).served(caller(), id)), Tables.tickets());
    }
}
