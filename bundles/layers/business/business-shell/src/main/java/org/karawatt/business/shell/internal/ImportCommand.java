package org.karawatt.business.shell.internal;

import java.util.List;
import org.karawatt.reading.api.ImportReport;
import org.karawatt.reading.api.RowFault;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** What the commands that import readings have in common. */
abstract class ImportCommand extends KarawattCommand {

    /** Prints what an import came to. */
    final void print(ImportReport report) {
        if (isJson()) {
            showJson(report);
            return;
        }
        new Table<ImportReport>().column("Import", ImportReport::id).right("Rows", ImportReport::rowsTotal)
                .right("Good", ImportReport::rowsOk).right("Bad", ImportReport::rowsBad).right("Held", ImportReport::held)
                .right("Faults not named", ImportReport::faultsNotNamed).column("Repeated", ImportReport::repeated)
                .print(out(), List.of(report));
        if (!report.faults().isEmpty()) {
            boolean zh = locale().getLanguage().equals("zh");
            new Table<RowFault>().right("Line", RowFault::line).column("Column", RowFault::column).column("Code", RowFault::code)
                    .column("Reason", f -> zh ? f.messageZh() : f.messageEn()).print(out(), report.faults());
        }
    }
}
