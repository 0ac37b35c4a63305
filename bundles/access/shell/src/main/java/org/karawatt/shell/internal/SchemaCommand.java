package org.karawatt.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.work.SchemaState;
import org.karawatt.kernel.work.SchemaState.Applied;
import org.karawatt.security.api.Permissions;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** The database and the change sets that it has seen. */
@Service
@Command(scope = "karawatt", name = "schema", description = "Shows the database and its schema")
public class SchemaCommand extends KarawattCommand {

    private record Schema(String database, List<Applied> applied) {
    }

    @Override
    protected void run() {
        caller().require(Permissions.SYSTEM_READ);
        SchemaState state = service(SchemaState.class);
        Schema schema = new Schema(state.database(), state.applied());
        if (isJson()) {
            showJson(schema);
            return;
        }
        say(schema.database());
        show(schema.applied(), new Table<Applied>().column("Change set", Applied::id).column("Author", Applied::author)
                .column("File", Applied::file).column("Applied at", Applied::at));
    }
}
