package org.karawatt.workflow.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.page.Page;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.shell.api.OfficeCompleter;
import org.karawatt.workflow.api.TaskQuery;
import org.karawatt.workflow.api.TaskService;
import org.karawatt.workflow.api.WorkTask;

/** List tasks to be done, the most urgent first. */
@Service
@Command(scope = "workflow", name = "tasks", description = "List tasks to be done, the most urgent first")
public class TasksCommand extends WorkflowCommand {

    @Option(name = "--mine", description = "Only those that the caller has claimed")
    boolean mine;

    @Option(name = "--free", description = "Only those that nobody has claimed")
    boolean free;

    @Option(name = "--role", description = "Only those of a role")
    String role;

    @Option(name = "--process", description = "Key of the process")
    @Completion(ProcessCompleter.class)
    String process;

    @Option(name = "--office", description = "Office code; default: all that the caller sees")
    @Completion(OfficeCompleter.class)
    String office;

    @Option(name = "--limit", description = "Most rows, 1 to 500")
    int limit = 50;

    @Override
    protected void run() {
        Boolean whose = mine == free ? null : Boolean.valueOf(mine);
        Page<WorkTask> page = service(TaskService.class).workList(caller(), new TaskQuery(whose, role, process, office),
                PageRequest.first(limit));
        show(page.items(), taskTable());
        say(page.items().size() + " of " + page.total());
    }
}
