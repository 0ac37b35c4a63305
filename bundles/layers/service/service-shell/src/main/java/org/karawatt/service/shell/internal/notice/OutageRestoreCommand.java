package org.karawatt.service.shell.internal.notice;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.outage.api.OutageService;
import org.karawatt.shell.api.KarawattCommand;

/** End an outage before its time; who was told is told so. */
@Service
@Command(scope = "service", name = "outage-restore", description = "End an outage before its time; who was told is told so")
public class OutageRestoreCommand extends KarawattCommand {

    @Argument(index = 0, name = "outage", required = true, description = "Number of the outage")
    long outage;

    @Argument(index = 1, name = "version", required = true, description = "Version, as service:outages lists it")
    int version;

    @Argument(index = 2, name = "at", required = true, description = "When supply was back, such as 2026-07-08T08:00")
    String at;

    @Argument(index = 3, name = "reason", required = true, description = "What customers are told")
    String reason;

    @Override
    protected void run() {
        show(List.of(service(OutageService.class).restore(caller(), outage, version, Tables.time(at), reason)), Tables.outages());
    }
}
