package org.karawatt.service.shell.internal.portal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.portal.api.PortalStaffService;
import org.karawatt.shell.api.KarawattCommand;

/** Keep a customer's login from being used, and end its sessions. */
@Service
@Command(scope = "service", name = "portal-login-lock", description = "Keep a customer's login from being used, and end its sessions")
public class PortalLoginLockCommand extends KarawattCommand {

    @Argument(index = 0, name = "login", required = true, description = "Number of the login")
    long login;

    @Argument(index = 1, name = "reason", required = true, description = "Why")
    String reason;


    @Override
    protected void run() {
        show(List.of(service(PortalStaffService.class).lock(caller(), login, reason)), Tables.logins());
    }
}
