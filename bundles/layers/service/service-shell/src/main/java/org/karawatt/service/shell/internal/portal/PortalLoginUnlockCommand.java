package org.karawatt.service.shell.internal.portal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.portal.api.PortalStaffService;
import org.karawatt.shell.api.KarawattCommand;

/** Let a customer's login be used again. */
@Service
@Command(scope = "service", name = "portal-login-unlock", description = "Let a customer's login be used again")
public class PortalLoginUnlockCommand extends KarawattCommand {

    @Argument(index = 0, name = "login", required = true, description = "Number of the login")
    long login;


    @Override
    protected void run() {
        show(List.of(service(PortalStaffService.class).unlock(caller(), login)), Tables.logins());
    }
}
