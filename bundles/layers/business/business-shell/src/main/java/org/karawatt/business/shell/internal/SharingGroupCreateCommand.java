package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.metering.api.SharingDraft;
import org.karawatt.metering.api.SharingGroup;
import org.karawatt.metering.api.SharingService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.Table;

/** Create a sharing group. */
@Service
@Command(scope = "business", name = "sharing-group-create", description = "Create a group that shares what a point feeds in")
public class SharingGroupCreateCommand extends KarawattCommand {

    @Argument(index = 0, name = "group", required = true, description = "Number of the new group")
    String groupNo;

    @Argument(index = 1, name = "point", required = true, description = "Number of the production point")
    String pointNo;

    @Argument(index = 2, name = "method", required = true, description = "FIXED shares, or PROPORTIONAL to the use")
    @Completion(value = StringsCompleter.class, values = {"FIXED", "PROPORTIONAL"})
    String method;

    @Argument(index = 3, name = "name", required = true, description = "Name")
    String name;

    @Override
    protected void run() {
        SharingGroup group = service(SharingService.class).create(caller(), new SharingDraft(groupNo, name, pointNo, method));
        show(List.of(group), new Table<SharingGroup>().column("Group", SharingGroup::groupNo).column("Point", SharingGroup::pointNo)
                .column("Producer", SharingGroup::accountNo).column("Method", SharingGroup::method));
    }
}
