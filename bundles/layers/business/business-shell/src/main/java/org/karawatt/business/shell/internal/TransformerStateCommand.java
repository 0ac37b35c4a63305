package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.equipment.api.EquipmentService;
import org.karawatt.shell.api.KarawattCommand;

/** Seal, open or remove a transformer. */
@Service
@Command(scope = "business", name = "transformer-state", description = "Seal, open, put on standby or remove a transformer from a day on")
public class TransformerStateCommand extends KarawattCommand {

    @Argument(index = 0, name = "transformer", required = true, description = "Number of the transformer")
    String transformerNo;

    @Argument(index = 1, name = "state", required = true, description = "RUNNING, STANDBY, SUSPENDED (sealed) or REMOVED")
    @Completion(value = StringsCompleter.class, values = {"RUNNING", "STANDBY", "SUSPENDED", "REMOVED"})
    String state;

    @Argument(index = 2, name = "from", required = true, description = "First day, such as 2026-07-01")
    String from;

    @Override
    protected void run() {
        show(List.of(service(EquipmentService.class).setState(caller(), transformerNo, state, date(from))), TransformersCommand.table());
    }
}
