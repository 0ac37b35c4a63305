package org.karawatt.service.shell.internal.portal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.portal.api.PortalStaffService;
import org.karawatt.shell.api.KarawattCommand;

/** Take the link between a customer's login and an account away. */
@Service
@Command(scope = "service", name = "portal-login-unlink", description = "Take the link between a customer's login and an account away")
public class PortalLoginUnlinkCommand extends KarawattCommand {

    @Argument(index = 0, name = "login", required = true, description = "Number of the login")
    long login;

    @Argument(index = 1, name = "account", required = true, description = "Account number")
    String account;


    @Override
    protected void run() {
        show(List.of(service(PortalStaffService.class).unlink(caller(), login, account)), Tables.logins());
    }
}
