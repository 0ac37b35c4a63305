package org.karawatt.business.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.metering.api.SharingService;
import org.karawatt.shell.api.KarawattCommand;

/** End a membership. */
@Service
@Command(scope = "business", name = "sharing-member-end", description = "End the membership of an account in a sharing group")
public class SharingMemberEndCommand extends KarawattCommand {

    @Argument(index = 0, name = "group", required = true, description = "Number of the group")
    String groupNo;

    @Argument(index = 1, name = "account", required = true, description = "Account number")
    String accountNo;

    @Argument(index = 2, name = "to", required = true, description = "Day after the last day, such as 2027-01-01")
    String to;

    @Override
    protected void run() {
        show(service(SharingService.class).endMember(caller(), groupNo, accountNo, date(to)).members(), SharingGroupsCommand.members());
    }
}
