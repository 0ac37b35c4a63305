package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.billing.api.RecoveryService;

/** Propose a recovery. */
@Service
@Command(scope = "business", name = "recovery-propose", description = "Propose a recovery or refund beside the bill; somebody else approves it with "
        + "recovery-approve")
public class RecoveryProposeCommand extends RecoveryDraftCommand {

    @Option(name = "--key", required = true, description = "Idempotency key; a repeat with the same key proposes nothing")
    String key;

    @Override
    protected void run() {
        show(List.of(service(RecoveryService.class).propose(caller(), draft(), key)), RecoveriesCommand.table());
    }
}
