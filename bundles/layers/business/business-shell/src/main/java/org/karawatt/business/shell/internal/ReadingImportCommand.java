package org.karawatt.business.shell.internal;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.time.BillingMonth;
import org.karawatt.reading.api.ImportReport;
import org.karawatt.reading.api.ReadingService;
import org.karawatt.reading.api.RowFault;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.MonthCompleter;
import org.karawatt.shell.api.ProgressBar;
import org.karawatt.shell.api.Table;

/** Import readings from a CSV file of the server. */
@Service
@Command(scope = "business", name = "reading-import", description = "Import readings from a CSV file of the server")
public class ReadingImportCommand extends KarawattCommand {

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
            report = service(ReadingService.class).importCsv(caller(), BillingMonth.parse(month), path.getFileName().toString(), csv,
                    (rows, total) -> bar.update(rows));
        }
        if (isJson()) {
            showJson(report);
            return;
        }
        new Table<ImportReport>().column("Import", ImportReport::id).right("Rows", ImportReport::rowsTotal)
                .right("Good", ImportReport::rowsOk).right("Bad", ImportReport::rowsBad).right("Held", ImportReport::held)
                .column("Repeated", ImportReport::repeated).print(out(), List.of(report));
        if (!report.faults().isEmpty()) {
            boolean zh = locale().getLanguage().equals("zh");
            new Table<RowFault>().right("Line", RowFault::line).column("Column", RowFault::column).column("Code", RowFault::code)
                    .column("Reason", f -> zh ? f.messageZh() : f.messageEn()).print(out(), report.faults());
        }
    }
}
