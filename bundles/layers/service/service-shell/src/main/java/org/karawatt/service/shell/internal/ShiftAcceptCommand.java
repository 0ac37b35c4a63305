package org.karawatt.service.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.desk.api.CounterService;
import org.karawatt.shell.api.KarawattCommand;

/** Accept a shift. */
@Service
@Command(scope = "service", name = "shift-accept", description = "Accept a shift that somebody else has handed over")
public class ShiftAcceptCommand extends KarawattCommand {

    @Argument(index = 0, name = "hand-over", required = true, description = "Id, as service:shifts shows it")
    long id;

    @Override
    protected void run() {
        show(List.of(service(CounterService.class).accept(caller(), id)), Tables.handOvers());
    }
}
