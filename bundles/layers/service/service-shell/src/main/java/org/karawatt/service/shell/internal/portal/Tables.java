package org.karawatt.service.shell.internal.portal;

import java.util.stream.Collectors;
import org.karawatt.portal.api.PortalLogin;
import org.karawatt.shell.api.Table;

/** The table that the commands share. */
final class Tables {

    private Tables() {
    }

    static Table<PortalLogin> logins() {
        return new Table<PortalLogin>().right("Login", PortalLogin::id).column("E-mail", PortalLogin::email)
                .column("Last login", PortalLogin::lastLoginAt).right("Sessions", PortalLogin::sessions)
                .column("Accounts", login -> login.links().stream().map(PortalLogin.Link::accountNo).collect(Collectors.joining(" ")))
                .right("Elsewhere", PortalLogin::linksElsewhere).column("Locked", PortalLogin::lockedAt).column("Why", PortalLogin::lockReason);
    }
}
