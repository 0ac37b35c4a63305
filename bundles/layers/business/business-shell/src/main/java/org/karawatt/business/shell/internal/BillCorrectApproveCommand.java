package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.billing.api.CorrectionService;
import org.karawatt.shell.api.KarawattCommand;

/** Apply or reject a proposed correction. */
@Service
@Command(scope = "business", name = "bill-correct-approve", description = "Apply a correction that somebody else has proposed, or reject it")
public class BillCorrectApproveCommand extends KarawattCommand {

    @Argument(index = 0, name = "correction", required = true, description = "Number of the correction, as business:bill-corrections lists it")
    long id;

    @Argument(index = 1, name = "note", required = true, description = "Why")
    String note;

    @Option(name = "--reject", description = "Reject it")
    boolean reject;

    @Override
    protected void run() {
        CorrectionService corrections = service(CorrectionService.class);
        show(List.of(reject ? corrections.reject(caller(), id, note) : corrections.approve(caller(), id, note)),
                BillCorrectionsCommand.table());
    }
}
