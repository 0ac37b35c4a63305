package org.karawatt.workflow.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.shell.api.ValuesCompleter;
import org.karawatt.workflow.api.ProcessInfo;
import org.karawatt.workflow.api.ProcessService;

/** Offers the keys of processes that cases can be opened with; keys are no secret. */
@Service
public class ProcessCompleter extends ValuesCompleter<ProcessService> {

    public ProcessCompleter() {
        super(ProcessService.class);
    }

    @Override
    protected List<String> values(ProcessService service, Session session) {
        return service.processes(CallContext.system()).stream().filter(ProcessInfo::offered).map(ProcessInfo::key).limit(500).toList();
    }
}
