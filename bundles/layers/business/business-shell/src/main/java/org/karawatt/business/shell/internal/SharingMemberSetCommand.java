package org.karawatt.business.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.metering.api.SharingMemberDraft;
import org.karawatt.metering.api.SharingService;
import org.karawatt.shell.api.KarawattCommand;

/** Agree with a member of a sharing group. */
@Service
@Command(scope = "business", name = "sharing-member-set", description = "Agree with a member of a sharing group from a day on")
public class SharingMemberSetCommand extends KarawattCommand {

    @Argument(index = 0, name = "group", required = true, description = "Number of the group")
    String groupNo;

    @Argument(index = 1, name = "account", required = true, description = "Account number")
    String accountNo;

    @Argument(index = 2, name = "from", required = true, description = "First day, such as 2026-07-01")
    String from;

    @Option(name = "--share", description = "Part of the production, such as 0.25, for a FIXED group")
    String share;

    @Option(name = "--price", description = "Yuan per shared kWh")
    String price = "0";

    @Override
    protected void run() {
        show(service(SharingService.class).setMember(caller(), groupNo, new SharingMemberDraft(accountNo, optionalNumber(share),
                number(price), date(from))).members(), SharingGroupsCommand.members());
    }
}
