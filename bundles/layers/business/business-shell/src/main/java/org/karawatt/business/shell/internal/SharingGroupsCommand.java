package org.karawatt.business.shell.internal;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.kernel.page.PageRequest;
import org.karawatt.metering.api.SharingGroup;
import org.karawatt.metering.api.SharingGroup.Member;
import org.karawatt.metering.api.SharingService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** List sharing groups or the members of one. */
@Service
@Command(scope = "business", name = "sharing-groups", description = "List groups that share a production, or the members of one")
public class SharingGroupsCommand extends KarawattCommand {

    @Argument(index = 0, name = "group", description = "Number of a group, to see its members")
    String groupNo;

    @Option(name = "--limit", description = "Most rows, 1 to 500")
    int limit = 50;

    @Override
    protected void run() {
        SharingService sharing = service(SharingService.class);
        if (groupNo != null) {
            show(sharing.group(caller(), groupNo).members(), members());
            return;
        }
        show(sharing.groups(caller(), PageRequest.first(limit)).items(), new Table<SharingGroup>().column("Group", SharingGroup::groupNo)
                .column("Name", SharingGroup::name).column("Point", SharingGroup::pointNo).column("Producer", SharingGroup::accountNo)
                .column("Method", SharingGroup::method).right("Members", group -> group.members().size()));
    }

    static Table<Member> members() {
        return new Table<Member>().column("Account", Member::accountNo).right("Share", Member::share).right("Yuan/kWh", Member::price)
                .column("From", Member::validFrom).column("To", Member::validTo);
    }
}
