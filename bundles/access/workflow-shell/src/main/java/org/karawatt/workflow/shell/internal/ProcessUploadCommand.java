package org.karawatt.workflow.shell.internal;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.shell.api.Table;
import org.karawatt.workflow.api.ProcessInfo;
import org.karawatt.workflow.api.ProcessService;

/** Take in a BPMN 2.0 file of the server as the newest version of its process. */
@Service
@Command(scope = "workflow", name = "process-upload", description = "Take in a BPMN 2.0 file of the server as the newest version of its process")
public class ProcessUploadCommand extends WorkflowCommand {

    /** One byte more than a process may have: the service tells that it is too large. */
    private static final int MOST_BYTES = 1024 * 1024 + 1;

    @Argument(index = 0, name = "file", required = true, description = "BPMN file on the server")
    String file;

    @Override
    protected void run() throws Exception {
        Path path = Path.of(file);
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(MOST_BYTES);
        }
        ProcessInfo process = service(ProcessService.class).upload(caller(), path.getFileName().toString(), bytes);
        show(List.of(process), new Table<ProcessInfo>().right("Id", ProcessInfo::id).column("Process", ProcessInfo::key)
                .right("Version", ProcessInfo::version).column("Origin", ProcessInfo::origin));
    }
}
