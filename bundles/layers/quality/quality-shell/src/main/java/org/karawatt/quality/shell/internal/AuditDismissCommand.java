package org.karawatt.quality.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.quality.api.AuditService;
import org.karawatt.shell.api.KarawattCommand;

/** End an audit hit without a case as no fault. */
@Service
@Command(scope = "quality", name = "audit-dismiss", description = "End an audit hit without a case as no fault")
public class AuditDismissCommand extends KarawattCommand {

    @Argument(index = 0, name = "hit", required = true, description = "Number of the hit, as quality:audit-hits lists it")
    long hit;

    @Argument(index = 1, name = "reason", required = true, description = "Why it is no fault")
    String reason;

    @Option(name = "--until", description = "Leave the object out of the rule until this day")
    String until;

    @Override
    protected void run() {
        show(List.of(service(AuditService.class).dismiss(caller(), hit, reason, until == null ? null : date(until))),
                AuditHitsCommand.table());
    }
}
