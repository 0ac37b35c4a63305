package org.karawatt.service.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.desk.api.CounterService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.OfficeCompleter;

/** Hand a shift over. */
@Service
@Command(scope = "service", name = "shift-hand-over", description = "Hand the shift of a hall over with what is open")
public class ShiftHandOverCommand extends KarawattCommand {

    @Argument(index = 0, name = "office", required = true, description = "Office code of the hall")
    @Completion(OfficeCompleter.class)
    String office;

    @Argument(index = 1, name = "note", required = true, description = "What the next must know")
    String note;

    @Override
    protected void run() {
        show(List.of(service(CounterService.class).handOver(caller(), office, note)), Tables.handOvers());
    }
}
