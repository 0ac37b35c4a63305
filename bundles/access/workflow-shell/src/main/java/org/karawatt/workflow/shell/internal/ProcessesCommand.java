package org.karawatt.workflow.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.shell.api.Table;
import org.karawatt.workflow.api.ProcessInfo;
import org.karawatt.workflow.api.ProcessService;

/** List all versions of all processes. */
@Service
@Command(scope = "workflow", name = "processes", description = "List all versions of all processes")
public class ProcessesCommand extends WorkflowCommand {

    @Override
    protected void run() {
        boolean zh = isChinese();
        show(service(ProcessService.class).processes(caller()), new Table<ProcessInfo>().right("Id", ProcessInfo::id)
                .column("Process", ProcessInfo::key).right("Version", ProcessInfo::version).column("Name", p -> zh ? p.nameZh() : p.nameEn())
                .column("Offered", p -> p.offered() ? "yes" : "").column("Origin", ProcessInfo::origin)
                .column("Deployed", ProcessInfo::deployedAt));
    }
}
