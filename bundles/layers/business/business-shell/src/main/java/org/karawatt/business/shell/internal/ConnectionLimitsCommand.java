package org.karawatt.business.shell.internal;

import java.time.LocalDate;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.connection.api.Compliance;
import org.karawatt.connection.api.Compliance.NodeFigure;
import org.karawatt.connection.api.ConnectionProcesses;
import org.karawatt.connection.api.ConnectionService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.OfficeCompleter;
import org.karawatt.shell.api.Table;

/** Show how the limits of new connections were kept. */
@Service
@Command(scope = "business", name = "connection-limits", description = "Show how the limits of new connections archived in a period were kept")
public class ConnectionLimitsCommand extends KarawattCommand {

    @Argument(index = 0, name = "from", required = true, description = "First day such as 2026-01-01")
    String from;

    @Argument(index = 1, name = "to", required = true, description = "Day after the last")
    String to;

    @Option(name = "--process", description = "Process; default: all")
    @Completion(value = StringsCompleter.class, values = {ConnectionProcesses.RESIDENTIAL, ConnectionProcesses.LOW_VOLTAGE,
        ConnectionProcesses.HIGH_VOLTAGE, ConnectionProcesses.CAPACITY_INCREASE})
    String process;

    @Option(name = "--office", description = "Office code; default: all offices of the caller")
    @Completion(OfficeCompleter.class)
    String office;

    @Override
    protected void run() {
        LocalDate first = date(from);
        Compliance kept = service(ConnectionService.class).compliance(caller(), process, office, first, date(to));
        if (isJson()) {
            showJson(kept);
            return;
        }
        out().printf("%d of %d archived cases kept every limit%s%n", kept.compliant(), kept.cases(),
                kept.percent() == null ? "" : " (" + kept.percent().toPlainString() + " %)");
        new Table<NodeFigure>().column("Node", NodeFigure::node).right("Cases", NodeFigure::cases).right("In time", NodeFigure::met)
                .right("%", NodeFigure::percent).print(out(), kept.nodes());
    }
}
