package org.karawatt.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.kernel.work.AuditTrail.Entry;
import org.karawatt.security.api.Permissions;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** Who did what, newest first. */
@Service
@Command(scope = "karawatt", name = "audit-list", description = "Lists audit entries, newest first")
public class AuditListCommand extends KarawattCommand {

    @Option(name = "--limit", aliases = "-n", description = "Most entries, 1 to 500")
    int limit = 50;

    @Option(name = "--offset", description = "Entries to skip")
    long offset;

    @Override
    protected void run() {
        CallContext caller = caller();
        caller.require(Permissions.AUDIT_READ);
        show(service(AuditTrail.class).entries(caller, new PageRequest(offset, limit)).items(), new Table<Entry>()
                .right("Seal", Entry::sealNo).column("At", Entry::at).column("User", Entry::user).column("Channel", Entry::channel)
                .column("Action", Entry::action).column("Object", e -> e.objectKind() + (e.objectId() == null ? "" : " " + e.objectId()))
                .column("Detail", Entry::detail));
    }
}
