package org.karawatt.business.shell.internal;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.reading.api.ReadingService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.MonthCompleter;
import org.karawatt.shell.api.OfficeCompleter;

/** Write the reading list of a month to a CSV file. */
@Service
@Command(scope = "business", name = "reading-export", description = "Write the reading list of a month to a CSV file")
public class ReadingExportCommand extends KarawattCommand {

    private record Exported(String file) {
    }

    @Argument(index = 0, name = "month", required = true, description = "Billing month such as 2026-01")
    @Completion(MonthCompleter.class)
    String month;

    @Argument(index = 1, name = "file", required = true, description = "File to write on the server")
    String file;

    @Option(name = "--office", description = "Office code; default: the top office of the caller")
    @Completion(OfficeCompleter.class)
    String office;

    @Override
    protected void run() throws Exception {
        CallContext caller = caller();
        try (OutputStream out = Files.newOutputStream(Path.of(file))) {
            service(ReadingService.class).export(caller, month(month), Offices.orTop(office, caller,
                    service(OfficeService.class)), out);
        }
        if (isJson()) {
            showJson(new Exported(file));
        } else {
            say(file);
        }
    }
}
