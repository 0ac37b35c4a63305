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

/** Call the next number. */
@Service
@Command(scope = "service", name = "queue-next", description = "Call the number that has waited longest")
public class QueueNextCommand extends KarawattCommand {

    @Argument(index = 0, name = "office", required = true, description = "Office code of the hall")
    @Completion(OfficeCompleter.class)
    String office;

    @Argument(index = 1, name = "counter", required = true, description = "Counter that calls")
    String counter;

    @Option(name = "--business", description = "Only numbers of this business")
    String business;

    @Override
    protected void run() {
        show(List.of(service(CounterService.class).callNext(caller(), office, counter, business)), Tables.tickets());
    }
}
