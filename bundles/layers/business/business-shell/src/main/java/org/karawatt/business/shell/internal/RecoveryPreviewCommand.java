package org.karawatt.business.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.billing.api.RecoveryService;

/** What a recovery comes to. */
@Service
@Command(scope = "business", name = "recovery-preview", description = "Show what a recovery or refund beside the bill comes to; nothing is stored")
public class RecoveryPreviewCommand extends RecoveryDraftCommand {

    @Override
    protected void run() {
        print(service(RecoveryService.class).preview(caller(), draft()));
    }
}
