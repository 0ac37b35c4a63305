package org.karawatt.business.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.reading.api.ImportReport;
import org.karawatt.reading.api.ReadingService;
import org.karawatt.shell.api.ProgressBar;

/** Go on with an interrupted import. */
@Service
@Command(scope = "business", name = "reading-import-resume", description = "Go on with an interrupted import of readings")
public class ReadingImportResumeCommand extends ImportCommand {

    @Argument(index = 0, name = "import", required = true, description = "Number of the import")
    long id;

    @Override
    protected void run() throws Exception {
        ImportReport report;
        try (ProgressBar bar = progress("readings", -1)) {
            report = service(ReadingService.class).resume(caller(), id, (rows, total) -> bar.update(rows));
        }
        print(report);
    }
}
