package org.karawatt.decision.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.decision.api.Applications;
import org.karawatt.decision.api.Applications.Flow;
import org.karawatt.decision.api.Applications.InProgress;
import org.karawatt.decision.api.BoardService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.MonthCompleter;
import org.karawatt.shell.api.OfficeCompleter;
import org.karawatt.shell.api.Table;

/** Show the capacity applied for, connected and lost by month, and what is in progress. */
@Service
@Command(scope = "decision", name = "applications", description = "Show the capacity applied for, connected and lost by month")
public class ApplicationsCommand extends KarawattCommand {

    @Option(name = "--month", description = "Last of twelve months such as 2026-01; default: the one that runs")
    @Completion(MonthCompleter.class)
    String month;

    @Option(name = "--office", description = "Office code; default: all that the caller sees")
    @Completion(OfficeCompleter.class)
    String office;

    @Override
    protected void run() {
        Applications found = service(BoardService.class).applications(caller(), month == null ? null : month(month), office);
        if (isJson()) {
            showJson(found);
            return;
        }
        boolean zh = locale().getLanguage().equals("zh");
        new Table<Flow>().column("Month", Flow::month).column("Process", f -> zh ? f.nameZh() : f.nameEn()).right("Applied", Flow::applied)
                .right("kVA", Flow::appliedKva).right("Connected", Flow::connected).right("kVA", Flow::connectedKva).right("Lost", Flow::lost)
                .right("kVA", Flow::lostKva).print(out(), found.months());
        out().println();
        new Table<InProgress>().column("In progress", p -> zh ? p.nameZh() : p.nameEn()).right("Applications", InProgress::applications)
                .right("kVA", InProgress::kva).print(out(), found.inProgress());
    }
}
