package org.karawatt.service.shell.internal.notice;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.outage.api.OutageService;
import org.karawatt.shell.api.KarawattCommand;

/** Call an outage off; who was told is told so. */
@Service
@Command(scope = "service", name = "outage-cancel", description = "Call an outage off; who was told is told so")
public class OutageCancelCommand extends KarawattCommand {

    @Argument(index = 0, name = "outage", required = true, description = "Number of the outage")
    long outage;

    @Argument(index = 1, name = "version", required = true, description = "Version, as service:outages lists it")
    int version;

    @Argument(index = 2, name = "reason", required = true, description = "What customers are told")
    String reason;

    @Override
    protected void run() {
        show(List.of(service(OutageService.class).cancel(caller(), outage, version, reason)), Tables.outages());
    }
}
