package org.karawatt.workflow.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.shell.api.ValuesCompleter;
import org.karawatt.workflow.api.TaskQuery;
import org.karawatt.workflow.api.TaskService;

/** Offers the numbers of the most urgent tasks; what they are about is not told. */
@Service
public class TaskCompleter extends ValuesCompleter<TaskService> {

    private static final int MOST_URGENT = 100;

    public TaskCompleter() {
        super(TaskService.class);
    }

    @Override
    protected List<String> values(TaskService service, Session session) {
        return service.workList(CallContext.system(), new TaskQuery(null, null, null, null), PageRequest.first(MOST_URGENT)).items()
                .stream().map(each -> String.valueOf(each.id())).toList();
    }
}
