package org.karawatt.quality.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.quality.api.AuditService;
import org.karawatt.shell.api.KarawattCommand;

/** Open the case of an audit hit that has none. */
@Service
@Command(scope = "quality", name = "audit-dispatch", description = "Open the case of an audit hit that has none")
public class AuditDispatchCommand extends KarawattCommand {

    @Argument(index = 0, name = "hit", required = true, description = "Number of the hit, as quality:audit-hits lists it")
    long hit;

    @Override
    protected void run() {
        show(List.of(service(AuditService.class).dispatch(caller(), hit)), AuditHitsCommand.table());
    }
}
