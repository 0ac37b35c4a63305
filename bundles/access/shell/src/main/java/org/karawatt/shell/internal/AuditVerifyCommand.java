package org.karawatt.shell.internal;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.kernel.error.KarawattException;
import org.karawatt.kernel.error.KernelErrors;
import org.karawatt.kernel.work.AuditTrail;
import org.karawatt.security.api.Permissions;
import org.karawatt.shell.api.KarawattCommand;

/** Checks the audit chain; fails when it is broken. */
@Service
@Command(scope = "karawatt", name = "audit-verify", description = "Verifies the audit chain")
public class AuditVerifyCommand extends KarawattCommand {

    private record Result(boolean whole, long entries, Long brokenAt, String head) {
    }

    @Override
    protected void run() {
        CallContext caller = caller();
        caller.require(Permissions.AUDIT_VERIFY);
        AuditTrail.Verification found = service(AuditTrail.class).verify(caller);
        if (isJson()) {
            showJson(new Result(found.brokenAt().isEmpty(), found.entries(), found.brokenAt().orElse(null), found.head()));
        }
        found.brokenAt().ifPresent(at -> {
            throw KarawattException.conflict(KernelErrors.AUDIT_BROKEN, at);
        });
        say("OK  " + found.entries() + "  " + (found.head() == null ? "-" : found.head()));
    }
}
