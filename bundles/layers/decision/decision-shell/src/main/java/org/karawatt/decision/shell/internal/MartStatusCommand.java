package org.karawatt.decision.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.decision.api.MartService;
import org.karawatt.decision.api.MartStatus;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** Show how the mart stands. */
@Service
@Command(scope = "decision", name = "mart-status", description = "Show how the mart stands")
public class MartStatusCommand extends KarawattCommand {

    @Override
    protected void run() {
        show(List.of(service(MartService.class).status(caller())), new Table<MartStatus>().column("State", MartStatus::state)
                .right("Bytes", MartStatus::bytes).right("Bills", MartStatus::bills).column("From", MartStatus::firstMonth)
                .column("To", MartStatus::lastMonth).right("Runs", MartStatus::runs).column("Loaded", MartStatus::loadedAt)
                .column("Waiting", MartStatus::waiting).column("Problem", MartStatus::problem));
    }
}
