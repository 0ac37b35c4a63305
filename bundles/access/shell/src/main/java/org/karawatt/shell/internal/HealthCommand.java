package org.karawatt.shell.internal;

import java.util.Comparator;
import java.util.List;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.api.execution.HealthCheckSelector;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.security.api.Permissions;
import org.karawatt.shell.api.CommandFailedException;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.ShellErrors;
import org.karawatt.shell.api.Table;

/** Runs all health checks; fails when one is critical, so that a script can rely on the exit code. */
@Service
@Command(scope = "karawatt", name = "health", description = "Runs the health checks")
public class HealthCommand extends KarawattCommand {

    private record Row(String name, String status, String message) {
    }

    @Override
    protected void run() throws CommandFailedException {
        caller().require(Permissions.SYSTEM_READ);
        // without a tag only checks that call themselves "default" would run
        List<Row> rows = service(HealthCheckExecutor.class).execute(HealthCheckSelector.tags("karawatt")).stream().map(HealthCommand::row)
                .sorted(Comparator.comparing(Row::name)).toList();
        show(rows, new Table<Row>().column("Check", Row::name).column("Status", Row::status).column("Message", Row::message));
        List<String> critical = rows.stream().filter(r -> !r.status().equals("OK") && !r.status().equals("WARN")).map(Row::name).toList();
        if (!critical.isEmpty()) {
            throw new CommandFailedException(ShellErrors.VERIFICATION_FAILED.code() + ": "
                    + ShellErrors.VERIFICATION_FAILED.message(locale(), String.join(", ", critical)));
        }
    }

    private static Row row(HealthCheckExecutionResult executed) {
        Result result = executed.getHealthCheckResult();
        String message = "";
        for (ResultLog.Entry entry : result) {
            if (message.isEmpty() || entry.getStatus() == result.getStatus()) {
                message = entry.getMessage();
            }
        }
        return new Row(executed.getHealthCheckMetadata().getName(), result.getStatus().name(), message);
    }
}
