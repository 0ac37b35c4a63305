package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.billing.api.SharedEnergyService;
import org.karawatt.billing.api.SharedMonth;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.MonthCompleter;
import org.karawatt.shell.api.Table;

/** Show what a group has shared in a month. */
@Service
@Command(scope = "business", name = "sharing-month", description = "Show what a group has shared in a month")
public class SharingMonthCommand extends KarawattCommand {

    @Argument(index = 0, name = "group", required = true, description = "Number of the group")
    String groupNo;

    @Argument(index = 1, name = "month", required = true, description = "Month such as 2026-07")
    @Completion(MonthCompleter.class)
    String month;

    @Override
    protected void run() throws Exception {
        SharedMonth shared = service(SharedEnergyService.class).shared(caller(), groupNo, month(month));
        if (isJson()) {
            showJson(shared);
            return;
        }
        new Table<SharedMonth>().column("Group", SharedMonth::groupNo).column("Month", SharedMonth::month)
                .right("Produced", SharedMonth::produced).right("Surplus", SharedMonth::surplus).print(out(), List.of(shared));
        out().println();
        new Table<SharedMonth.Part>().column("Account", SharedMonth.Part::accountNo).right("Used", SharedMonth.Part::used)
                .right("Shared", SharedMonth.Part::shared).print(out(), shared.parts());
    }
}
