package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.codes.api.Office;
import org.karawatt.codes.api.OfficeService;
import org.karawatt.kernel.context.CallContext;
import org.karawatt.reading.api.PlanResult;
import org.karawatt.reading.api.ReadingService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.MonthCompleter;
import org.karawatt.shell.api.OfficeCompleter;
import org.karawatt.shell.api.Table;

/** Make the reading plans of a month. */
@Service
@Command(scope = "business", name = "reading-plan", description = "Make the reading plans of a month")
public class ReadingPlanCommand extends KarawattCommand {

    @Argument(index = 0, name = "month", required = true, description = "Billing month such as 2026-01")
    @Completion(MonthCompleter.class)
    String month;

    @Option(name = "--office", description = "Office code; default: the top office of the caller")
    @Completion(OfficeCompleter.class)
    String office;

    @Override
    protected void run() throws Exception {
        CallContext caller = caller();
        PlanResult result = service(ReadingService.class).plan(caller, month(month), Offices.orTop(office, caller,
                service(OfficeService.class)));
        show(List.of(result), new Table<PlanResult>().right("Created", PlanResult::created).right("Existing", PlanResult::existing)
                .right("Registers", PlanResult::registers));
    }
}
