package org.karawatt.business.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.billing.api.Study;
import org.karawatt.billing.api.StudyService;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** List the studies that are kept, newest first. */
@Service
@Command(scope = "business", name = "studies", description = "List trial, replay and comparison runs, newest first")
public class StudiesCommand extends KarawattCommand {

    @Option(name = "--kind", description = "TRIAL, REPLAY or COMPARISON")
    @Completion(value = StringsCompleter.class, values = {"TRIAL", "REPLAY", "COMPARISON"})
    String kind;

    @Option(name = "--limit", description = "Most rows, 1 to 500")
    int limit = 50;

    @Override
    protected void run() {
        show(service(StudyService.class).studies(caller(), kind == null ? null : StudyStartCommand.kind(kind), PageRequest.first(limit))
                .items(), new Table<Study>().right("Run", s -> s.run().id()).column("Kind", Study::kind).column("Month", Study::month)
                        .column("Office", Study::officeCode).column("From", Study::fromTariff).right("To", Study::toTariffId)
                        .column("Status", s -> s.run().status()).right("Accounts", s -> s.run().itemsTotal())
                        .column("By", s -> s.run().requestedBy()).column("Started", s -> s.run().startedAt()));
    }
}
