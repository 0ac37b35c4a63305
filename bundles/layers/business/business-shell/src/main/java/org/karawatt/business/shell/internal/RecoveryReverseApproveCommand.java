package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.billing.api.RecoveryService;
import org.karawatt.shell.api.KarawattCommand;

/** Approve the reversal of a recovery. */
@Service
@Command(scope = "business", name = "recovery-reverse-approve", description = "Approve a reversal that somebody else has proposed, "
        + "and book the opposite")
public class RecoveryReverseApproveCommand extends KarawattCommand {

    @Argument(index = 0, name = "recovery", required = true, description = "Number of the recovery, as business:recoveries lists it")
    long id;

    @Argument(index = 1, name = "note", description = "Why")
    String note;

    @Override
    protected void run() {
        show(List.of(service(RecoveryService.class).approveReversal(caller(), id, note)), RecoveriesCommand.table());
    }
}
