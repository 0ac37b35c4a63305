package org.karawatt.business.shell.internal;

import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** List the offices in scope. */
@Service
@Command(scope = "business", name = "offices", description = "List the offices in scope")
public class OfficesCommand extends KarawattCommand {

    @Override
    protected void run() throws Exception {
        show(service(OfficeService.class).offices(caller()), new Table<Office>().column("Code", Office::code)
                .column("Kind", Office::kind).column("Name", Office::nameZh).column("English", Office::nameEn)
                .column("Path", Office::path));
    }
}
