package org.karawatt.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.extension.Contributions;
import org.karawatt.kernel.extension.Contributions.Contribution;
import org.karawatt.security.api.Permissions;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** What bundles have contributed declaratively, with the faults of what was refused. */
@Service
@Command(scope = "karawatt", name = "contributions", description = "Lists the contributions of bundles")
public class ContributionsCommand extends KarawattCommand {

    @Override
    protected void run() {
        caller().require(Permissions.SYSTEM_READ);
        show(service(Contributions.class).list(), new Table<Contribution>().column("Bundle", Contribution::origin)
                .column("Kind", Contribution::kind).right("Files", c -> c.files().size()).column("Fault", Contribution::fault));
    }
}
