package org.karawatt.workflow.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.workflow.api.TaskService;

/** Give a task to somebody else for good. */
@Service
@Command(scope = "workflow", name = "task-hand-over", description = "Give a task to somebody else for good")
public class TaskHandOverCommand extends WorkflowCommand {

    @Argument(index = 0, name = "task", required = true, description = "Number of the task, as workflow:tasks lists it")
    @Completion(TaskCompleter.class)
    long task;

    @Argument(index = 1, name = "user", required = true, description = "Who gets it")
    String user;

    @Argument(index = 2, name = "reason", description = "Why")
    String reason;

    @Override
    protected void run() {
        show(List.of(service(TaskService.class).handOver(caller(), task, user, reason)), taskTable());
    }
}
