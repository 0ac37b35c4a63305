package org.karawatt.quality.shell.internal;

import java.time.Duration;
import java.time.Instant;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.time.BusinessClock;
import org.karawatt.quality.api.SupervisionService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.OfficeCompleter;
import org.karawatt.shell.api.Table;
import org.karawatt.workflow.api.Standing;
import org.karawatt.workflow.api.StatisticsQuery;
import org.karawatt.workflow.api.WorkTask;

/** List the tasks behind a figure of the board, the longest waiting first. */
@Service
@Command(scope = "quality", name = "board-tasks", description = "List the tasks behind a figure of the board, the longest waiting first")
public class BoardTasksCommand extends KarawattCommand {

    @Option(name = "--standing", description = "OPEN, DUE_SOON, OVERDUE, OPENED, DONE, MET or MISSED")
    @Completion(value = StringsCompleter.class, values = {"OPEN", "DUE_SOON", "OVERDUE", "OPENED", "DONE", "MET", "MISSED"})
    Standing standing = Standing.OVERDUE;

    @Option(name = "--office", description = "Office code; default: all offices of the caller")
    @Completion(OfficeCompleter.class)
    String office;

    @Option(name = "--process", description = "Key of a process, or its beginning followed by *; default: all")
    String process;

    @Option(name = "--step", description = "Key of a step; default: all")
    String step;

    @Option(name = "--days", description = "How far back, 1 to 366")
    int days = 30;

    @Option(name = "--limit", description = "Most rows, 1 to 500")
    int limit = 50;

    @Override
    protected void run() {
        Instant now = service(BusinessClock.class).now();
        show(service(SupervisionService.class).tasks(caller(), new StatisticsQuery(office, process, step, now.minus(Duration.ofDays(days)), now),
                standing, PageRequest.first(limit)).items(), new Table<WorkTask>().column("Case", WorkTask::caseNo)
                .column("Process", WorkTask::processKey).column("Step", WorkTask::stepKey).column("Assignee", WorkTask::assignee)
                .column("Since", WorkTask::createdAt).column("Due", task -> task.deadline() == null ? null : task.deadline().dueAt())
                .column("Done", WorkTask::doneAt));
    }
}
