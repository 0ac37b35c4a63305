package org.karawatt.service.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.desk.api.CounterService;
import org.karawatt.shell.api.KarawattCommand;

/** Nobody has come to the counter. */
@Service
@Command(scope = "service", name = "queue-no-show", description = "Nobody has come to the counter")
public class QueueNoShowCommand extends KarawattCommand {

    @Argument(index = 0, name = "ticket", required = true, description = "Id of the ticket, as service:queue-list shows it")
    long id;

    @Override
    protected void run() {
        show(List.of(service(CounterService.class).noShow(caller(), id)), Tables.tickets());
    }
}
