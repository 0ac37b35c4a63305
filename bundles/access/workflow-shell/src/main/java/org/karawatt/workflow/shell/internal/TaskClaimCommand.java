package org.karawatt.workflow.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.workflow.api.TaskService;

/** Take a task. */
@Service
@Command(scope = "workflow", name = "task-claim", description = "Take a task")
public class TaskClaimCommand extends WorkflowCommand {

    @Argument(index = 0, name = "task", required = true, description = "Number of the task, as workflow:tasks lists it")
    @Completion(TaskCompleter.class)
    long task;

    @Override
    protected void run() {
        show(List.of(service(TaskService.class).claim(caller(), task)), taskTable());
    }
}
