package org.karawatt.service.shell.internal.portal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.portal.api.PortalStaffService;
import org.karawatt.shell.api.KarawattCommand;

/** End all sessions of a customer's login. */
@Service
@Command(scope = "service", name = "portal-login-end-sessions", description = "End all sessions of a customer's login")
public class PortalLoginEndSessionsCommand extends KarawattCommand {

    @Argument(index = 0, name = "login", required = true, description = "Number of the login")
    long login;


    @Override
    protected void run() {
        show(List.of(service(PortalStaffService.class).endSessions(caller(), login)), Tables.logins());
    }
}
