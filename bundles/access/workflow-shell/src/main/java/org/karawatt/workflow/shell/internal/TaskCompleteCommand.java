package org.karawatt.workflow.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.workflow.api.TaskService;

/** Do a task with the values of its form. */
@Service
@Command(scope = "workflow", name = "task-complete", description = "Do a task with the values of its form")
public class TaskCompleteCommand extends WorkflowCommand {

    @Argument(index = 0, name = "task", required = true, description = "Number of the task, as workflow:tasks lists it")
    @Completion(TaskCompleter.class)
    long task;

    @Argument(index = 1, name = "values", multiValued = true, description = "Values of the form as key=value")
    List<String> values;

    @Override
    protected void run() {
        show(List.of(service(TaskService.class).complete(caller(), task, values(values))), taskTable());
    }
}
