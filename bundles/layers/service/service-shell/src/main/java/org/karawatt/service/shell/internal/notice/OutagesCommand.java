package org.karawatt.service.shell.internal.notice;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.outage.api.OutageQuery;
import org.karawatt.outage.api.OutageService;
import org.karawatt.shell.api.KarawattCommand;

/** List announced outages, the next one first. */
@Service
@Command(scope = "service", name = "outages", description = "List announced outages, the next one first")
public class OutagesCommand extends KarawattCommand {

    @Option(name = "--account", description = "Only those to come for this account")
    String account;

    @Option(name = "--line", description = "Line")
    String line;

    @Option(name = "--area", description = "Transformer area")
    String area;

    @Option(name = "--status", description = "PLANNED, CANCELLED or RESTORED")
    @Completion(value = StringsCompleter.class, values = {"PLANNED", "CANCELLED", "RESTORED"})
    String status;

    @Option(name = "--limit", description = "Most rows, 1 to 500")
    int limit = 50;

    @Override
    protected void run() {
        show(account != null ? service(OutageService.class).affecting(caller(), account)
                : service(OutageService.class).outages(caller(), new OutageQuery(line, area, status, null, null), PageRequest.first(limit)).items(),
                Tables.outages());
    }
}
