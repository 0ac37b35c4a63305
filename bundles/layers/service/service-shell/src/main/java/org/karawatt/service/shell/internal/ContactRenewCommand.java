package org.karawatt.service.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.desk.api.ContactService;
import org.karawatt.shell.api.KarawattCommand;

/** Open a case that follows one that has ended. */
@Service
@Command(scope = "service", name = "contact-renew", description = "Open a case that follows one that has ended")
public class ContactRenewCommand extends KarawattCommand {

    @Argument(index = 0, name = "case", required = true, description = "Number of the case that has ended")
    String caseNo;

    @Argument(index = 1, name = "reason", required = true, description = "Why")
    String reason;

    @Override
    protected void run() {
        show(List.of(service(ContactService.class).renew(caller(), caseNo, reason)), Tables.contacts());
    }
}
