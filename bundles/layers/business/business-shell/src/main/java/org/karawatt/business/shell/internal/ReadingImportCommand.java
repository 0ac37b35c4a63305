package org.karawatt.business.shell.internal;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.reading.api.ImportReport;
import org.karawatt.reading.api.ReadingService;
import org.karawatt.shell.api.MonthCompleter;
import org.karawatt.shell.api.ProgressBar;

/** Import readings from a CSV file of the server. */
@Service
@Command(scope = "business", name = "reading-import", description = "Import readings from a CSV file of the server")
public class ReadingImportCommand extends ImportCommand {

    @Argument(index = 0, name = "month", required = true, description = "Billing month such as 2026-01")
    @Completion(MonthCompleter.class)
    String month;

    @Argument(index = 1, name = "file", required = true, description = "CSV file on the server")
    String file;

    @Override
    protected void run() throws Exception {
        Path path = Path.of(file);
        ImportReport report;
        try (InputStream csv = Files.newInputStream(path); ProgressBar bar = progress("readings", -1)) {
            report = service(ReadingService.class).importCsv(caller(), month(month), path.getFileName().toString(), csv,
                    (rows, total) -> bar.update(rows));
        }
        print(report);
    }
}
