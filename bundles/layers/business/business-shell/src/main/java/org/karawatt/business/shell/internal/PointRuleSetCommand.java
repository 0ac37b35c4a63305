package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.karawatt.metering.api.MeteringService;
import org.karawatt.metering.api.PointRuleDraft;
import org.karawatt.shell.api.KarawattCommand;

/** Give a point another rule; losses have more parts than fit a command line and are set over REST. */
@Service
@Command(scope = "business", name = "point-rule-set", description = "Give a metering point another rule from a day on")
public class PointRuleSetCommand extends KarawattCommand {

    @Argument(index = 0, name = "point", required = true, description = "Number of the metering point")
    String pointNo;

    @Argument(index = 1, name = "calculation", required = true, description = "METERED, FIXED or RATIO")
    @Completion(value = StringsCompleter.class, values = {"METERED", "FIXED", "RATIO"})
    String calculation;

    @Argument(index = 2, name = "from", required = true, description = "First day, such as 2026-07-01")
    String from;

    @Option(name = "--kwh", description = "Agreed kWh of a month, for FIXED")
    String kwh;

    @Option(name = "--percent", description = "Share in percent, for RATIO")
    String percent;

    @Option(name = "--item", description = "Item of the tariff that prices it")
    String item;

    @Option(name = "--parent", description = "Number of the point that it is part of")
    String parent;

    @Option(name = "--connection", description = "SERIES or PARALLEL to the parent")
    @Completion(value = StringsCompleter.class, values = {"SERIES", "PARALLEL"})
    String connection;

    @Option(name = "--standby", description = "Group of lines that stand by for each other: the highest demand of the group counts")
    String standby;

    @Override
    protected void run() {
        show(List.of(service(MeteringService.class).setRule(caller(), new PointRuleDraft(pointNo, date(from), calculation, optionalNumber(kwh),
                optionalNumber(percent), item, parent, connection, null, standby))), PointRulesCommand.table());
    }
}
