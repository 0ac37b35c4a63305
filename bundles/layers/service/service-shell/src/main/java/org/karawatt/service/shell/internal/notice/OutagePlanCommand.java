package org.karawatt.service.shell.internal.notice;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.outage.api.OutageDraft;
import org.karawatt.outage.api.OutageService;
import org.karawatt.shell.api.KarawattCommand;

/** Announce an outage and prepare its notice. */
@Service
@Command(scope = "service", name = "outage-plan", description = "Announce an outage and prepare its notice")
public class OutagePlanCommand extends KarawattCommand {

    @Argument(index = 0, name = "kind", required = true, description = "PLANNED, TEMPORARY, FAULT or OVERLOAD")
    @Completion(value = StringsCompleter.class, values = {"PLANNED", "TEMPORARY", "FAULT", "OVERLOAD"})
    String kind;

    @Argument(index = 1, name = "line", required = true, description = "Line")
    String line;

    @Argument(index = 2, name = "from", required = true, description = "Begin such as 2026-07-08T08:00")
    String from;

    @Argument(index = 3, name = "to", required = true, description = "End")
    String to;

    @Argument(index = 4, name = "reason", required = true, description = "What customers are told")
    String reason;

    @Option(name = "--area", multiValued = true, description = "Transformer area; default: all of the line")
    List<String> areas;

    @Option(name = "--short-notice", description = "Why it cannot wait for the period of notice")
    String shortNotice;

    @Override
    protected void run() {
        show(List.of(service(OutageService.class).plan(caller(), new OutageDraft(kind, line, areas, Tables.time(from), Tables.time(to), reason,
                shortNotice))), Tables.outages());
    }
}
