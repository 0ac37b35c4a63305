package org.karawatt.business.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.karawatt.ledger.api.BudgetPlanService;
import org.karawatt.shell.api.KarawattCommand;
import org.karawatt.shell.api.MonthCompleter;

/** Change the instalment of a budget plan. */
@Service
@Command(scope = "business", name = "budget-plan-change", description = "Ask for another instalment from a month on; answers a review")
public class BudgetPlanChangeCommand extends KarawattCommand {

    @Argument(index = 0, name = "plan", required = true, description = "Plan, as business:budget-plans lists it")
    long id;

    @Argument(index = 1, name = "month", required = true, description = "First month with the other instalment, such as 2027-01")
    @Completion(MonthCompleter.class)
    String month;

    @Argument(index = 2, name = "instalment", required = true, description = "Yuan a month")
    String instalment;

    @Override
    protected void run() {
        show(List.of(service(BudgetPlanService.class).change(caller(), id, month(month), number(instalment))), BudgetPlansCommand.table());
    }
}
