package org.karawatt.service.shell.internal.notice;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.outage.api.OutageChange;
import org.karawatt.outage.api.OutageService;
import org.karawatt.shell.api.KarawattCommand;

/** Move an outage; who was told is told again. */
@Service
@Command(scope = "service", name = "outage-change", description = "Move an outage; who was told is told again")
public class OutageChangeCommand extends KarawattCommand {

    @Argument(index = 0, name = "outage", required = true, description = "Number of the outage")
    long outage;

    @Argument(index = 1, name = "version", required = true, description = "Version, as service:outages lists it")
    int version;

    @Argument(index = 2, name = "from", required = true, description = "Begin such as 2026-07-08T08:00")
    String from;

    @Argument(index = 3, name = "to", required = true, description = "End")
    String to;

    @Argument(index = 4, name = "reason", required = true, description = "What customers are told")
    String reason;

    @Option(name = "--short-notice", description = "Why it cannot wait for the period of notice")
    String shortNotice;

    @Override
    protected void run() {
        show(List.of(service(OutageService.class).change(caller(), outage, version, new OutageChange(Tables.time(from), Tables.time(to), reason,
                shortNotice))), Tables.outages());
    }
}
