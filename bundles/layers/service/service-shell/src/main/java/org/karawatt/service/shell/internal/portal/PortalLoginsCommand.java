package org.karawatt.service.shell.internal.portal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.portal.api.PortalStaffService;
import org.karawatt.shell.api.KarawattCommand;

/** List customers' logins at the portal by e-mail address or account. */
@Service
@Command(scope = "service", name = "portal-logins", description = "List customers' logins at the portal by e-mail address or account")
public class PortalLoginsCommand extends KarawattCommand {

    @Argument(index = 0, name = "text", required = true, description = "E-mail address or account number")
    String text;

    @Override
    protected void run() {
        show(service(PortalStaffService.class).find(caller(), text), Tables.logins());
    }
}
