package org.karawatt.quality.shell.internal;

import java.time.Duration;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.quality.api.Board;
import org.karawatt.quality.api.SupervisionService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.OfficeCompleter;
import org.karawatt.shell.api.Table;
import org.karawatt.workflow.api.WorkFigures;
import org.karawatt.workflow.api.WorkflowStatistics.Group;

/** Show where work stands and waits. */
@Service
@Command(scope = "quality", name = "board", description = "Show where work stands and waits")
public class BoardCommand extends KarawattCommand {

    @Option(name = "--office", description = "Office code; default: all offices of the caller")
    @Completion(OfficeCompleter.class)
    String office;

    @Option(name = "--days", description = "How far back, 1 to 366")
    int days = 30;

    @Option(name = "--by", description = "STEP (tasks), PROCESS (cases) or OFFICE (tasks)")
    @Completion(value = StringsCompleter.class, values = {"STEP", "PROCESS", "OFFICE"})
    Group by = Group.STEP;

    @Override
    protected void run() {
        Board board = service(SupervisionService.class).board(caller(), office, days);
        if (isJson()) {
            showJson(board);
            return;
        }
        Table<WorkFigures> table = new Table<>();
        if (by == Group.OFFICE) {
            table.column("Office", WorkFigures::officeCode);
        } else {
            table.column("Process", WorkFigures::processKey);
        }
        if (by == Group.STEP) {
            table.column("Step", WorkFigures::stepKey);
        }
        show(by == Group.STEP ? board.steps() : by == Group.PROCESS ? board.processes() : board.offices(), table
                .right("Open", WorkFigures::open).right("Due soon", WorkFigures::dueSoon).right("Overdue", WorkFigures::overdue)
                .right("Done", WorkFigures::done).right("Missed", WorkFigures::missed)
                .right("Average", step -> time(step.averageSeconds())).right("Longest", step -> time(step.maxSeconds())));
        if (board.bottleneck() != null) {
            say("Bottleneck: " + board.bottleneck().processKey() + " " + board.bottleneck().stepKey() + ", "
                    + time(board.bottleneck().waitingSeconds()));
        }
    }

    /** Days, hours and minutes. */
    private static String time(Long seconds) {
        if (seconds == null) {
            return "";
        }
        Duration duration = Duration.ofSeconds(seconds);
        return duration.toDays() + "d " + duration.toHoursPart() + "h " + duration.toMinutesPart() + "m";
    }
}
