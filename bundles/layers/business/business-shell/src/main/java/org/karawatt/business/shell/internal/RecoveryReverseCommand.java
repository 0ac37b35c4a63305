package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.billing.api.RecoveryService;
import org.karawatt.shell.api.KarawattCommand;

/** Propose to reverse a recovery. */
@Service
@Command(scope = "business", name = "recovery-reverse", description = "Propose to reverse an approved recovery; somebody else approves it "
        + "with recovery-reverse-approve")
public class RecoveryReverseCommand extends KarawattCommand {

    @Argument(index = 0, name = "recovery", required = true, description = "Number of the recovery, as business:recoveries lists it")
    long id;

    @Argument(index = 1, name = "reason", required = true, description = "Why it was wrong")
    String reason;

    @Override
    protected void run() {
        show(List.of(service(RecoveryService.class).proposeReversal(caller(), id, reason)), RecoveriesCommand.table());
    }
}
